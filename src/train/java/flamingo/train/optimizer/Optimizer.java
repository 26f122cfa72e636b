package flamingo.train.optimizer;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Changes parameters by their gradients. */
public interface Optimizer {
  /**
   * Changes every parameter that has a gradient.
   *
   * @param share of the highest learning rate
   */
  void step(double share);

  /** What it remembers between steps, by names of its own; the tensors are the live ones. */
  Map<String, Tensor> state();
}
