package flamingo.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Sees the activations between layers, for verification and inspection. */
@FunctionalInterface
public interface LayerObserver {
  LayerObserver NONE = (layer, activations) -> {};

  /**
   * @param layer index of the layer that has just run
   * @param activations what it left, to be copied at once and not changed
   */
  void after(int layer, INDArray activations);
}
