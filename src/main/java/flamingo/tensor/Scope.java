package flamingo.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The life of scratch arrays: what operations return between {@link TensorOps#scope()} and {@link
 * #close()} may be overwritten after it. Scopes nest and belong to one thread.
 */
public interface Scope extends AutoCloseable {
  /** Copies an array so that it outlives every scope. */
  INDArray keep(INDArray array);

  @Override
  void close();
}
