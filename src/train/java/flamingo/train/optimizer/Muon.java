package flamingo.train.optimizer;

import flamingo.train.tensor.Autocast;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Momentum whose step is made nearly orthogonal: every direction of a matrix moves equally far.
 * Filters count as matrices, [outputs, inputs x places].
 *
 * @see <a href="https://kellerjordan.github.io/posts/muon/">Muon</a>
 */
public final class Muon implements Optimizer {
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;
  private static final double EPSILON = 1e-7;

  private final Map<String, Tensor> parameters;
  private final Settings settings;
  private final ScalarType type;
  private final Map<String, Tensor> state = new LinkedHashMap<>();

  /** How large a weight and its steps are. */
  public enum Scale {
    /** Weights have norm sqrt(outputs) before each step: for convolutions before a batch norm. */
    FIXED_NORM,
    /** Weights are free, and steps grow with outputs / inputs. */
    FREE
  }

  /**
   * @param iterations of the orthogonalisation
   */
  public record Settings(double rate, double momentum, int iterations, Scale scale) {}

  /**
   * @param precision of the products that make a step orthogonal; 16 bits are enough
   */
  public Muon(Map<String, Tensor> parameters, Settings settings, Autocast.Mode precision) {
    this.parameters = parameters;
    this.settings = settings;
    this.type = precision == Autocast.Mode.BF16 ? ScalarType.BFloat16 : ScalarType.Float;
    parameters.forEach(
        (name, parameter) ->
            state.put("muon.momentum." + name, torch.zeros_like(parameter).requires_grad_(false)));
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
    Tensor momentum = state.get("muon.momentum." + name);
    momentum.mul_(new Scalar(settings.momentum())).add_(gradient);
    Tensor ahead = gradient.add(momentum, new Scalar(settings.momentum()));
    long outputs = parameter.size(0);
    long inputs = parameter.numel() / outputs;
    double size = 1;
    if (settings.scale() == Scale.FIXED_NORM) {
      parameter.mul_(new Scalar(Math.sqrt(outputs) / norm(parameter)));
    } else {
      size = Math.sqrt(Math.max(1, (double) outputs / inputs));
    }
    Tensor direction = orthogonal(ahead.reshape(outputs, inputs), settings.iterations(), type);
    parameter.add_(direction.reshape_as(parameter), new Scalar(-rate * size));
  }

  @Override
  public Map<String, Tensor> state() {
    return state;
  }

  /** A matrix with the singular vectors of {@code g} and singular values near 1. */
  static Tensor orthogonal(Tensor g, int iterations, ScalarType type) {
    boolean tall = g.size(0) > g.size(1);
    Tensor x = tall ? g.t() : g;
    x = x.div(new Scalar(norm(x) + EPSILON)).to(type);
    for (int i = 0; i < iterations; i++) {
      Tensor a = torch.mm(x, x.t());
      Tensor b = torch.addmm(a, a, a, new Scalar(B), new Scalar(C));
      x = torch.addmm(x, b, x, new Scalar(A), new Scalar(1.0));
    }
    x = x.to(ScalarType.Float);
    return tall ? x.t() : x;
  }

  private static double norm(Tensor x) {
    return torch.linalg_vector_norm(x).item_double();
  }
}
