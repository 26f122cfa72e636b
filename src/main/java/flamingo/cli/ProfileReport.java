package flamingo.cli;

import flamingo.benchmark.profile.OperationCost;
import flamingo.benchmark.profile.Profile;
import java.util.Locale;

/** Prints where the time of a workload goes. */
final class ProfileReport {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MEGABYTE = 1e6;
  private static final double PERCENT = 100;

  private final Console console;

  ProfileReport(Console console) {
    this.console = console;
  }

  void print(Profile profile) {
    if (console.json()) {
      profile.costs().forEach(cost -> console.line(json(profile, cost)));
      return;
    }
    Table table =
        new Table(
            "operation",
            "calls",
            "ms",
            "share %",
            "GFLOP",
            "GFLOP/s",
            "% of peak",
            "GB/s",
            "% of copy",
            "kernel");
    for (OperationCost cost : profile.costs()) {
      table.row(
          cost.operation(),
          number((double) cost.calls() / profile.passes()),
          number(millis(profile, cost.nanos())),
          number(PERCENT * cost.nanos() / profile.nanos()),
          cost.flops() == 0 ? "" : number(cost.flops() / 1e9 / profile.passes()),
          cost.flops() == 0 ? "" : number(cost.gigaflopsPerSecond()),
          cost.flops() == 0 ? "" : number(peakShare(profile, cost)),
          number(cost.gigabytesPerSecond()),
          number(copyShare(profile, cost)),
          cost.kernel());
    }
    table.row(
        "between operations",
        "",
        number(millis(profile, profile.nanosBetween())),
        number(PERCENT * profile.nanosBetween() / profile.nanos()),
        "",
        "",
        "",
        "",
        "",
        "");
    table.lines().forEach(console::line);
    console.line(
        String.format(
            Locale.ROOT,
            "%.4g ms a pass, mean of %d. This machine's best, measured now: %.4g GFLOP/s in a product of 2048 x 2048, %.3g GB/s in a copy.",
            millis(profile, profile.nanos()),
            profile.passes(),
            profile.roofline().gigaflopsPerSecond(),
            profile.roofline().gigabytesPerSecond()));
    console.line(
        String.format(
            Locale.ROOT,
            "Memory outside the heap: the passes used %.1f MB of scratch again and again, which grew by %d bytes; the process grew by %.1f MB.",
            profile.memory().scratchBytes() / MEGABYTE,
            profile.memory().scratchGrown(),
            profile.memory().residentGrown() / MEGABYTE));
  }

  private static JsonLine json(Profile profile, OperationCost cost) {
    return new JsonLine()
        .put("operation", cost.operation())
        .put("kernel", cost.kernel())
        .rounded("calls", (double) cost.calls() / profile.passes())
        .rounded("ms", millis(profile, cost.nanos()))
        .rounded("share", (double) cost.nanos() / profile.nanos())
        .put("flops", cost.flops() / profile.passes())
        .put("bytes", cost.bytes() / profile.passes())
        .rounded("gflops_per_s", cost.gigaflopsPerSecond())
        .rounded("gb_per_s", cost.gigabytesPerSecond())
        .rounded("share_of_peak", peakShare(profile, cost) / PERCENT)
        .rounded("share_of_copy", copyShare(profile, cost) / PERCENT);
  }

  private static double peakShare(Profile profile, OperationCost cost) {
    return PERCENT * cost.gigaflopsPerSecond() / profile.roofline().gigaflopsPerSecond();
  }

  private static double copyShare(Profile profile, OperationCost cost) {
    return PERCENT * cost.gigabytesPerSecond() / profile.roofline().gigabytesPerSecond();
  }

  private static double millis(Profile profile, long nanos) {
    return nanos / NANOS_PER_MILLI / profile.passes();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.3g" : "%.0f", value);
  }
}
