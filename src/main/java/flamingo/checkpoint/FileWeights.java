package flamingo.checkpoint;

import flamingo.model.layer.Weights;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights that are read from files one by one, as they are asked for. */
final class FileWeights {
  private FileWeights() {}

  /**
   * @param tensors by the model's names
   */
  static Weights of(Map<String, ModelTensor> tensors) {
    return Weights.from(
        new Weights.Source() {
          @Override
          public INDArray tensor(String name, long[] shape) {
            ModelTensor tensor = tensors.get(name);
            return tensor == null ? null : tensor.load();
          }

          @Override
          public Set<String> names() {
            return tensors.keySet();
          }

          @Override
          public boolean trained() {
            return true;
          }

          @Override
          public boolean makesTensors() {
            return true;
          }

          @Override
          public INDArray mapped(String name) {
            return tensors.get(name).map().orElse(null);
          }
        });
  }
}
