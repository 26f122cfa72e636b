package flamingo.optimization;

/** A plan that was written wrongly; the message is a sentence that says what can be written. */
public final class PlanException extends Exception {
  private static final long serialVersionUID = 1L;

  public PlanException(String message) {
    super(message);
  }
}
