package flamingo.verify;

/**
 * How far an output may be from the reference; both bounds must hold.
 *
 * @param maxAbs bound of {@code max |a - e|}
 * @param relativeL2 bound of {@code ||a - e|| / ||e||}
 * @param mask name of the input that is 1 where values are compared; null to compare all
 */
public record Tolerance(double maxAbs, double relativeL2, String mask) {
  static final Tolerance EXACT = new Tolerance(0, 0, null);

  /**
   * @throws FixtureException if the rule is neither exact nor has both bounds
   */
  static Tolerance of(Section rule) {
    String mask = rule.has("mask") ? rule.text("mask") : null;
    if (rule.flag("exact")) {
      return new Tolerance(0, 0, mask);
    }
    return new Tolerance(bound(rule, "max_abs"), bound(rule, "rel_l2"), mask);
  }

  private static double bound(Section rule, String key) {
    double bound = rule.number(key);
    if (!(bound >= 0) || Double.isInfinite(bound)) {
      throw new FixtureException(
          "The bound %s in %s must be a number from 0.".formatted(key, rule));
    }
    return bound;
  }
}
