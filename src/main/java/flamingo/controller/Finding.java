package flamingo.controller;

/**
 * One thing that was looked at.
 *
 * @param name of it
 * @param value what was found
 * @param remedy what to do; empty where nothing is to be done
 */
public record Finding(String name, String value, Severity severity, String remedy) {
  /** How bad it is. */
  public enum Severity {
    OK,
    /** The program works, but not as well as it could. */
    ATTENTION,
    /** Something does not work. */
    PROBLEM
  }

  static Finding ok(String name, String value) {
    return new Finding(name, value, Severity.OK, "");
  }

  static Finding attention(String name, String value, String remedy) {
    return new Finding(name, value, Severity.ATTENTION, remedy);
  }

  static Finding problem(String name, String value, String remedy) {
    return new Finding(name, value, Severity.PROBLEM, remedy);
  }
}
