package flamingo.ui.optimization;

import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;

/**
 * What an optimization does, as far as it was measured.
 *
 * @param speedup how many times as fast; null where it was not measured
 * @param lostPoints of accuracy, 100 for all of it, below 0 for a gain; null where not counted
 */
record Effect(Double speedup, Double lostPoints) {
  static final Effect UNKNOWN = new Effect(null, null);

  /** {@code 1.8×, −0.4 points}, or one of both; a dash where nothing was measured. */
  String text() {
    String speed = speedup == null ? Numbers.NONE : Numbers.ratio(speedup);
    if (lostPoints == null) {
      return speed;
    }
    return speedup == null
        ? Texts.text("optimization.effect.points", points())
        : Texts.text("optimization.effect", speed, points());
  }

  /** The change, with its sign and one decimal. */
  private String points() {
    long tenths = Math.round(-lostPoints * 10);
    String sign = tenths > 0 ? "+" : tenths < 0 ? "−" : "±";
    return sign + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
  }
}
