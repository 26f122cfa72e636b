package flamingo.ui.common;

import java.util.List;

/**
 * A plan in a chart of speed against quality.
 *
 * @param speedup how many times as fast as dense
 * @param quality more is better
 */
public record ParetoPoint(String name, double speedup, double quality) {
  /** Those that no other beats: none is as good in both and better in one. */
  public static List<ParetoPoint> front(List<ParetoPoint> points) {
    return points.stream().filter(one -> points.stream().noneMatch(one::isBeatenBy)).toList();
  }

  private boolean isBeatenBy(ParetoPoint other) {
    boolean asGood = other.speedup >= speedup && other.quality >= quality;
    return asGood && (other.speedup > speedup || other.quality > quality);
  }
}
