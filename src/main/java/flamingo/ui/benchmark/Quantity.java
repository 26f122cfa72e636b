package flamingo.ui.benchmark;

import flamingo.controller.AnswersSoFar;
import flamingo.controller.PairedMeasurement;
import flamingo.model.CacheStatistics;
import java.util.List;
import java.util.function.Function;

/** What the live chart draws of each round, and in which unit. */
enum Quantity {
  LATENCY(
      "latency",
      List.of(
          new Line(Role.BASELINE, PairedMeasurement::baselineMillis),
          new Line(Role.CURRENT, PairedMeasurement::currentMillis))),
  SPEEDUP(
      "speedup",
      List.of(
          new Line(Role.CURRENT, PairedMeasurement::speedup),
          new Line(Role.LOW, PairedMeasurement::speedupLow),
          new Line(Role.HIGH, PairedMeasurement::speedupHigh))),
  ANSWERS(
      "answers",
      List.of(
          new Line(Role.BASELINE, round -> right(round.answers(), true)),
          new Line(Role.CURRENT, round -> right(round.answers(), false)))),
  AGREEMENT(
      "agreement",
      List.of(new Line(Role.CURRENT, round -> Units.PERCENT * round.tokenAgreement()))),
  MEMORY(
      "memory", List.of(new Line(Role.CURRENT, round -> round.peakMemoryBytes() / Units.MEGABYTE))),
  CACHE("cache", List.of(new Line(Role.CURRENT, round -> hits(round.cache()))));

  /** Which of the chart's series a line is. */
  enum Role {
    BASELINE,
    CURRENT,
    LOW,
    HIGH
  }

  /**
   * A line of the chart.
   *
   * @param value null where a round has none
   */
  record Line(Role role, Function<PairedMeasurement, Double> value) {}

  private static final class Units {
    private static final double PERCENT = 100;
    private static final double MEGABYTE = 1e6;
  }

  private final String id;
  private final List<Line> lines;

  Quantity(String id, List<Line> lines) {
    this.id = id;
    this.lines = lines;
  }

  List<Line> lines() {
    return lines;
  }

  /** Of its name for people. */
  String titleKey() {
    return "benchmark.quantity." + id;
  }

  /** Of the axis, with its unit. */
  String axisKey() {
    return "benchmark.axis." + id;
  }

  /** Whether it is a share of a hundred, whose axis need not begin at zero. */
  boolean isPercent() {
    return this == ANSWERS || this == AGREEMENT || this == CACHE;
  }

  private static Double right(AnswersSoFar answers, boolean dense) {
    return answers == null
        ? null
        : Units.PERCENT * (dense ? answers.dense() : answers.current()).share().value();
  }

  private static Double hits(CacheStatistics cache) {
    return cache.equals(CacheStatistics.NONE) ? null : Units.PERCENT * cache.hitRate();
  }
}
