package flamingo.checkpoint;

import flamingo.model.layer.WeightsException;
import java.nio.file.Path;

/** A weight file that cannot be used; the message names the file, what is wrong and the remedy. */
public final class CheckpointException extends RuntimeException {
  private static final int LONGEST_QUOTE = 120;

  private final CheckpointProblem problem;

  /**
   * @param what what is wrong, without the file's name
   * @param remedy what to do about it
   */
  public CheckpointException(CheckpointProblem problem, Path file, String what, String remedy) {
    this(problem, file, what, remedy, null);
  }

  public CheckpointException(
      CheckpointProblem problem, Path file, String what, String remedy, Throwable cause) {
    super(file + ": " + what + "; " + remedy + ".", cause);
    this.problem = problem;
  }

  private CheckpointException(CheckpointProblem problem, Path file, WeightsException cause) {
    super(file + ": " + cause.getMessage(), cause);
    this.problem = problem;
  }

  /** A model's complaint about its weights, as one about the file that they come from. */
  static CheckpointException of(Path file, WeightsException cause) {
    CheckpointProblem problem =
        switch (cause.problem()) {
          case MISSING -> CheckpointProblem.MISSING_KEY;
          case WRONG_SHAPE -> CheckpointProblem.WRONG_SHAPE;
          case WRONG_TYPE -> CheckpointProblem.WRONG_DTYPE;
          case NOT_FINITE -> CheckpointProblem.NOT_FINITE;
        };
    return new CheckpointException(problem, file, cause);
  }

  public CheckpointProblem problem() {
    return problem;
  }

  /** Text from a file in quotation marks, shortened and without control characters. */
  static String quote(String text) {
    String cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
