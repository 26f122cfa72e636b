package flamingo.tensor;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The weights of a linear layer {@code y = x W^T + b}, laid out for one engine by {@link
 * TensorOps#pack} and usable by that engine only.
 */
public interface PackedLinear {
  /** Width of x. */
  int inputs();

  /** Width of y. */
  int outputs();

  Precision precision();

  /** Type in which the engine likes x best; other types are converted on the way in. */
  DataType inputType();

  /** Bytes that the packed weights and the bias occupy. */
  long bytes();

  /**
   * Name of the kernel that multiplies, as the library tells it, for instance {@code
   * brg:avx512_core}.
   */
  String kernel();
}
