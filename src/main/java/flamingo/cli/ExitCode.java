package flamingo.cli;

/** What the program returns to the one who started it. */
final class ExitCode {
  static final int OK = 0;
  static final int CHECK_FAILED = 1;
  static final int BAD_INPUT = 2;

  private ExitCode() {}
}
