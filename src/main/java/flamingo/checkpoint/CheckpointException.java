package flamingo.checkpoint;

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

  public CheckpointProblem problem() {
    return problem;
  }

  /** Text from a file in quotation marks, shortened and without control characters. */
  static String quote(String text) {
    String cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
