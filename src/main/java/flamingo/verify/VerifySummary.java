package flamingo.verify;

import flamingo.verify.VerifyResult.Status;

/** How many outputs passed, failed and were skipped. */
public record VerifySummary(int passed, int failed, int skipped) {
  static final VerifySummary NONE = new VerifySummary(0, 0, 0);

  VerifySummary plus(Status status) {
    return new VerifySummary(
        passed + (status == Status.PASS ? 1 : 0),
        failed + (status == Status.FAIL ? 1 : 0),
        skipped + (status == Status.SKIPPED ? 1 : 0));
  }

  /** Whether something was checked and nothing failed; skipped outputs count as not checked. */
  public boolean succeeded() {
    return passed > 0 && failed == 0;
  }
}
