package flamingo.ui.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Fewer points that look the same: of neighbours, the lowest and the highest are drawn. */
final class PointLimit {
  private PointLimit() {}

  /**
   * @param points in order
   * @param most that are wanted, at least two
   */
  static <T> List<T> of(List<T> points, ToDoubleFunction<T> height, int most) {
    if (points.size() <= most) {
      return points;
    }
    int groups = most / 2;
    List<T> kept = new ArrayList<>(most);
    for (int group = 0; group < groups; group++) {
      int from = (int) ((long) points.size() * group / groups);
      int to = (int) ((long) points.size() * (group + 1) / groups);
      addExtremes(points.subList(from, to), height, kept);
    }
    return kept;
  }

  private static <T> void addExtremes(List<T> group, ToDoubleFunction<T> height, List<T> kept) {
    int low = 0;
    int high = 0;
    for (int i = 1; i < group.size(); i++) {
      if (height.applyAsDouble(group.get(i)) < height.applyAsDouble(group.get(low))) {
        low = i;
      }
      if (height.applyAsDouble(group.get(i)) > height.applyAsDouble(group.get(high))) {
        high = i;
      }
    }
    kept.add(group.get(Math.min(low, high)));
    if (low != high) {
      kept.add(group.get(Math.max(low, high)));
    }
  }
}
