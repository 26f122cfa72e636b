package flamingo.model.layer;

import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights as they are, with someone who hears of each tensor. */
record HeardWeights(Weights.Source source, WeightsListener listener) implements Weights.Source {
  @Override
  public INDArray tensor(String name, long[] shape) {
    listener.reading(name, shape);
    return source.tensor(name, shape);
  }

  @Override
  public Set<String> names() {
    return source.names();
  }

  @Override
  public boolean trained() {
    return source.trained();
  }

  @Override
  public boolean makesTensors() {
    return source.makesTensors();
  }

  @Override
  public INDArray mapped(String name) {
    return source.mapped(name);
  }
}
