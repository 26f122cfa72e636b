package flamingo.benchmark.profile;

/**
 * What one kind of operation cost in total.
 *
 * @param operation name and sizes, for instance {@code linear 1024 to 4096}
 * @param kernel that ran, as the library names it; empty where it is not told
 * @param calls how often it ran
 * @param nanos time in it
 * @param flops floating-point operations of its products
 * @param bytes that it must at least read and write
 */
public record OperationCost(
    String operation, String kernel, long calls, long nanos, long flops, long bytes) {

  OperationCost plus(long moreNanos, long moreFlops, long moreBytes) {
    return new OperationCost(
        operation, kernel, calls + 1, nanos + moreNanos, flops + moreFlops, bytes + moreBytes);
  }

  public double gigaflopsPerSecond() {
    return (double) flops / nanos;
  }

  public double gigabytesPerSecond() {
    return (double) bytes / nanos;
  }
}
