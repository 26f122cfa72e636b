package flamingo.model.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Called between the layers of a tower, for verification, inspection and added blocks. */
@FunctionalInterface
public interface LayerObserver {
  LayerObserver NONE = (layer, activations) -> {};

  /**
   * @param layer index of the layer that runs next
   * @param activations what it will read; may be changed in place
   */
  default void before(int layer, INDArray activations) {}

  /**
   * @param layer index of the layer that has just run
   * @param activations what it left, to be copied at once and not changed
   */
  void after(int layer, INDArray activations);
}
