package flamingo.train.optimizer;

import java.util.Collection;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The gradients of all trained parameters, taken together. */
public final class Gradients {
  private final Collection<Tensor> parameters;

  public Gradients(Collection<Tensor> parameters) {
    this.parameters = parameters;
  }

  public void clear() {
    parameters.forEach(parameter -> parameter.mutable_grad().reset());
  }

  /**
   * Shortens them together to at most {@code longest}.
   *
   * @return their norm before
   */
  public double clip(double longest) {
    try (AutoGradMode off = new AutoGradMode(false)) {
      TensorVector norms = new TensorVector();
      parameters.stream()
          .map(Tensor::grad)
          .filter(Tensor::defined)
          .forEach(gradient -> norms.push_back(torch.linalg_vector_norm(gradient)));
      double norm = torch.linalg_vector_norm(torch.stack(norms)).item_double();
      if (norm > longest) {
        Scalar share = new Scalar(longest / norm);
        parameters.stream()
            .map(Tensor::grad)
            .filter(Tensor::defined)
            .forEach(gradient -> gradient.mul_(share));
      }
      return norm;
    }
  }
}
