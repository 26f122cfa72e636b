package flamingo.tensor.onednn;

import flamingo.tensor.KernelVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which kinds of kernel are used: those that compute right. Each is tried before its first use in a
 * process, which takes a few milliseconds; nothing is kept between processes, so that no verdict
 * outlives the library, the processor or the setting that it was reached with.
 */
final class KernelTrust {
  /** Far above what the order of sums changes, far below any wrong result. */
  private static final double MOST_ERROR = 1e-5;

  private final Library library;
  private final Map<KernelTrial, KernelVerdict> verdicts = new LinkedHashMap<>();

  KernelTrust(Library library) {
    this.library = library;
  }

  /** Whether every one of these is there, is no slow reference, and computes right. */
  boolean trusts(KernelTrial... trials) {
    boolean all = true;
    for (KernelTrial trial : trials) {
      all &= verdicts.computeIfAbsent(trial, this::verdict).trusted();
    }
    return all;
  }

  /** Of all that was tried so far. */
  List<KernelVerdict> verdicts() {
    return List.copyOf(verdicts.values());
  }

  private KernelVerdict verdict(KernelTrial trial) {
    KernelTrial.Outcome outcome = trial.run(library);
    if (outcome == null) {
      return new KernelVerdict(trial.describe(), Double.NaN, false);
    }
    return new KernelVerdict(
        trial.describe() + ", " + outcome.kernel(),
        outcome.relativeError(),
        outcome.relativeError() <= MOST_ERROR);
  }
}
