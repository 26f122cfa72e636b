package flamingo.verify;

import java.util.Locale;

/**
 * One compared output.
 *
 * @param fixture name of the fixture
 * @param kind the fixture's kind
 * @param testCase the case within the fixture, empty where a fixture has none
 * @param output the compared output
 * @param engine name of the engine, or {@code java} where none is involved
 * @param maxAbs {@code max |a - e|}; NaN where nothing was compared
 * @param relativeL2 {@code ||a - e|| / ||e||}; NaN where nothing was compared
 * @param tolerance the bounds; null where there are none
 * @param reason why it failed or was skipped; empty where it passed
 */
public record VerifyResult(
    String fixture,
    String kind,
    String testCase,
    String output,
    String engine,
    double maxAbs,
    double relativeL2,
    Tolerance tolerance,
    Status status,
    String reason) {

  /** Only {@link #PASS} is green; a skipped output has not been checked. */
  public enum Status {
    PASS,
    FAIL,
    SKIPPED
  }

  /** The result as a line of text. */
  public String line() {
    String place = "%s %s/%s".formatted(fixture, testCase.isEmpty() ? "-" : testCase, output);
    String numbers =
        tolerance == null
            ? ""
            : String.format(Locale.ROOT, "  max abs %.2e  relative L2 %.2e", maxAbs, relativeL2);
    String why = reason.isEmpty() ? "" : "  " + reason;
    return String.format(Locale.ROOT, "%-7s %-6s %s%s%s", status, engine, place, numbers, why);
  }
}
