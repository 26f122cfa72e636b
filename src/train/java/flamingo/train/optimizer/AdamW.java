package flamingo.train.optimizer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam with decoupled weight decay on matrices: vectors, gates and biases are not decayed.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Decoupled weight decay regularization, algorithm
 *     2</a>
 */
public final class AdamW implements Optimizer {
  private static final double EPSILON = 1e-8;

  private final Map<String, Tensor> parameters;
  private final Settings settings;
  private final Map<String, Tensor> state = new LinkedHashMap<>();

  /** The learning rate is that of the schedule's height. */
  public record Settings(double rate, double beta1, double beta2, double decay) {
    public Settings withRate(double other) {
      return new Settings(other, beta1, beta2, decay);
    }
  }

  public AdamW(Map<String, Tensor> parameters, Settings settings) {
    this.parameters = parameters;
    this.settings = settings;
    parameters.forEach(
        (name, parameter) -> {
          state.put("adam.mean." + name, torch.zeros_like(parameter).requires_grad_(false));
          state.put("adam.square." + name, torch.zeros_like(parameter).requires_grad_(false));
          state.put("adam.steps." + name, torch.zeros(1));
        });
  }

  @Override
  public void step(double share) {
    try (AutoGradMode off = new AutoGradMode(false)) {
      parameters.forEach((name, parameter) -> step(name, parameter, share * settings.rate()));
    }
  }

  private void step(String name, Tensor parameter, double rate) {
    Tensor gradient = parameter.grad();
    if (!gradient.defined()) {
      return;
    }
    Tensor mean = state.get("adam.mean." + name);
    Tensor square = state.get("adam.square." + name);
    Tensor steps = state.get("adam.steps." + name).add_(new Scalar(1.0));
    double count = steps.item_double();
    if (parameter.dim() > 1) {
      parameter.mul_(new Scalar(1 - rate * settings.decay()));
    }
    mean.lerp_(gradient, new Scalar(1 - settings.beta1()));
    square.mul_(new Scalar(settings.beta2()));
    square.addcmul_(gradient, gradient, new Scalar(1 - settings.beta2()));
    double meanCorrection = 1 - Math.pow(settings.beta1(), count);
    double squareCorrection = 1 - Math.pow(settings.beta2(), count);
    Tensor root = square.sqrt().div_(new Scalar(Math.sqrt(squareCorrection)));
    root.add_(new Scalar(EPSILON));
    parameter.addcdiv_(mean, root, new Scalar(-rate / meanCorrection));
  }

  @Override
  public Map<String, Tensor> state() {
    return state;
  }
}
