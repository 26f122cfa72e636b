package flamingo.report;

/** Results that could not be written; the message is a sentence that names the file. */
public final class ReportException extends Exception {
  private static final long serialVersionUID = 1L;

  public ReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
