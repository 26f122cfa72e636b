package flamingo.verify;

/** A fixture that is absent, broken or of another schema; the message is one sentence. */
public final class FixtureException extends RuntimeException {
  public FixtureException(String message) {
    super(message);
  }

  public FixtureException(String message, Throwable cause) {
    super(message, cause);
  }
}
