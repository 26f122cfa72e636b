package flamingo.ui.results;

import flamingo.report.Comparison;
import flamingo.report.Comparison.Difference;
import flamingo.report.Comparison.Estimate;
import flamingo.report.ResultRow;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;

/** Two results beside each other, in sentences. */
final class ComparisonView {
  private ComparisonView() {}

  /** The second in terms of the first. */
  static List<String> sentences(ResultRow first, ResultRow second) {
    Comparison comparison = Comparison.of(first, second);
    List<String> sentences = new ArrayList<>();
    sentences.add(Texts.text("compare.first", first.variant()));
    sentences.add(Texts.text("compare.second", second.variant()));
    for (Difference different : comparison.different()) {
      sentences.add(
          Texts.text(
              "compare.different", different.column(), different.first(), different.second()));
    }
    if (comparison.speed() != null) {
      sentences.add(speed(comparison.speed()));
    }
    sentences.add(
        comparison.points() == null
            ? Texts.text("compare.points.none")
            : points(comparison.points(), second.accuracyTask()));
    if (first.peakMemoryBytes() != null && second.peakMemoryBytes() != null) {
      sentences.add(
          Texts.text(
              "compare.memory",
              Numbers.bytes(first.peakMemoryBytes()),
              Numbers.bytes(second.peakMemoryBytes())));
    }
    return sentences;
  }

  private static String speed(Estimate speed) {
    String value = Numbers.ratio(speed.value());
    if (speed.low() == null) {
      return Texts.text("compare.speed.unpaired", value);
    }
    return Texts.text(
        speed.isSignificant(1) ? "compare.speed" : "compare.speed.same",
        value,
        Numbers.significant(speed.low()),
        Numbers.significant(speed.high()));
  }

  private static String points(Estimate points, String task) {
    String value = signed(points.value());
    if (points.low() == null) {
      return Texts.text("compare.points.unknown", value, task);
    }
    return Texts.text(
        points.isSignificant(0) ? "compare.points" : "compare.points.same",
        value,
        signed(points.low()),
        signed(points.high()),
        task);
  }

  private static String signed(double value) {
    return (value > 0 ? "+" : "") + Numbers.significant(value).replace('-', '−');
  }
}
