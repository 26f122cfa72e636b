package flamingo.model.layer;

import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weights as they are, but for their gates.
 *
 * @param gate before tanh
 */
record OtherGates(Weights.Source source, float gate) implements Weights.Source {
  private static final String SUFFIX = "_gate";

  @Override
  public INDArray tensor(String name, long[] shape) {
    return name.endsWith(SUFFIX) ? Nd4j.valueArrayOf(shape, gate) : source.tensor(name, shape);
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
    return name.endsWith(SUFFIX) ? null : source.mapped(name);
  }
}
