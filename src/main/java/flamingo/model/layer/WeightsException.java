package flamingo.model.layer;

/** A model's weights do not fit its configuration; the message names the tensor and the remedy. */
public final class WeightsException extends IllegalArgumentException {
  /** What is wrong with the tensor. */
  public enum Problem {
    MISSING,
    WRONG_SHAPE,
    WRONG_TYPE,
    /** It holds something that is no number, or infinite. */
    NOT_FINITE
  }

  private final Problem problem;
  private final String tensor;

  WeightsException(Problem problem, String tensor, String message) {
    super(message);
    this.problem = problem;
    this.tensor = tensor;
  }

  public Problem problem() {
    return problem;
  }

  /** Full name of the tensor. */
  public String tensor() {
    return tensor;
  }
}
