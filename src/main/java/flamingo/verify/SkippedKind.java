package flamingo.verify;

import flamingo.tensor.TensorOps;

/** Fixtures that this version cannot run: shown as skipped, never as passed. */
record SkippedKind(String name, String reason) implements FixtureKind {
  @Override
  public boolean needsEngine() {
    return false;
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    checks.skip("", "all", reason);
  }
}
