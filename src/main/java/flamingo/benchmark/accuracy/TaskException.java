package flamingo.benchmark.accuracy;

/** A data set that cannot be used for a task; the message says why and what to do. */
public final class TaskException extends Exception {
  private static final long serialVersionUID = 1L;

  public TaskException(String message) {
    super(message);
  }
}
