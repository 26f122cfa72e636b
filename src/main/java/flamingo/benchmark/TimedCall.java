package flamingo.benchmark;

/** Work that times itself, so that what it needs beforehand is not timed. */
@FunctionalInterface
public interface TimedCall {
  /**
   * Does the work once.
   *
   * @param call which one since measuring began, from 0; two variants get the same input by the
   *     same number. Warm-up counts from 0, too.
   * @return milliseconds
   */
  double millis(int call);
}
