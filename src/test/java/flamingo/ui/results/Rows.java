package flamingo.ui.results;

import flamingo.report.ResultRow;

/** Results, made up. */
public final class Rows {
  private Rows() {}

  /** The plan took so many milliseconds. */
  public static ResultRow row(String plan, double millis) {
    boolean baseline = plan.isEmpty();
    return new ResultRow(
        "run-1",
        "2026-11-23T08:00:00Z",
        "live",
        "caption",
        baseline ? "baseline" : "current",
        plan,
        millis,
        millis * 1.1,
        millis * 1.2,
        120,
        0,
        1000 / millis,
        baseline ? null : "baseline",
        baseline ? null : 40 / millis,
        baseline ? null : 38 / millis,
        baseline ? null : 42 / millis,
        baseline ? null : 0.0013,
        baseline ? null : 0.998,
        null,
        null,
        null,
        null,
        400_000_000L,
        50_000_000L,
        baseline ? null : 0.93,
        null,
        null,
        "oneDNN 3.11",
        "AVX-512 BF16",
        3,
        "mini",
        null,
        "sample, \"images\"",
        12,
        null,
        "0.1.0",
        "17.0.15",
        "Linux",
        "test");
  }

  /**
   * A variant with a speed-up, known to {@code spread} either way, and a share of right answers.
   */
  public static ResultRow measured(
      String experiment,
      String workload,
      String variant,
      String plan,
      double speedup,
      double spread,
      double accuracy) {
    return new ResultRow(
        "run-1",
        "2026-11-23T08:00:00Z",
        experiment,
        workload,
        variant,
        plan,
        100 / speedup,
        110 / speedup,
        120 / speedup,
        20,
        0,
        160 * speedup,
        "dense",
        speedup,
        speedup - spread,
        speedup + spread,
        null,
        null,
        accuracy,
        accuracy - 0.02,
        accuracy + 0.02,
        "vqa",
        400_000_000L,
        50_000_000L,
        null,
        null,
        4.0,
        "brg",
        "AVX-512 BF16",
        2,
        "mini",
        null,
        "Shapes",
        1000,
        1L,
        "0.1.0",
        "17.0.15",
        "Linux",
        "test");
  }
}
