package flamingo.verify;

import flamingo.tensor.TensorOps;

/** How fixtures of one kind are run. */
interface FixtureKind {
  /** The {@code kind} of the fixtures it is for. */
  String name();

  /** Whether results depend on the engine; otherwise it is run once, with the first. */
  default boolean needsEngine() {
    return true;
  }

  /**
   * Runs every case and reports each expected output once.
   *
   * @param ops the engine
   */
  void run(Fixture fixture, TensorOps ops, Checks checks);
}
