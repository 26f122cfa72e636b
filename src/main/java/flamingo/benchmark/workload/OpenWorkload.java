package flamingo.benchmark.workload;

/**
 * Work with its weights and inputs in memory.
 *
 * @param call does it once
 * @param flops floating-point operations of the matrix products of a call, a multiplication and an
 *     addition counted as two
 * @param kernel name of the kernel that multiplies
 */
public record OpenWorkload(Runnable call, long flops, String kernel) {}
