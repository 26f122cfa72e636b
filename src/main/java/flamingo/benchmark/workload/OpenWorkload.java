package flamingo.benchmark.workload;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Work with its weights and inputs in memory.
 *
 * @param call does it once
 * @param flops floating-point operations of the matrix products of a call, a multiplication and an
 *     addition counted as two
 * @param kernel name of the kernel that multiplies
 * @param attentionKept share of the dense attention that fell on the visual tokens that were read,
 *     0 to 1; NaN where all are read
 * @param scores what a plan's error is told by; null where nothing is compared
 */
public record OpenWorkload(
    Runnable call,
    long flops,
    String kernel,
    DoubleSupplier attentionKept,
    Supplier<float[]> scores) {

  OpenWorkload(Runnable call, long flops, String kernel) {
    this(call, flops, kernel, () -> Double.NaN);
  }

  OpenWorkload(Runnable call, long flops, String kernel, DoubleSupplier attentionKept) {
    this(call, flops, kernel, attentionKept, null);
  }
}
