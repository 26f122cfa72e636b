package flamingo.benchmark.profile;

import flamingo.benchmark.Sampler;
import flamingo.benchmark.workload.OpenWorkload;
import flamingo.benchmark.workload.Workload;
import flamingo.model.ExecutionPlan;
import flamingo.tensor.TensorOps;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * Where the time of a workload goes.
 *
 * @param passes that were summed
 * @param nanos of all passes, what lies between the operations included
 * @param costs by operation, the dearest first
 * @param roofline what the machine can do
 * @param residentBytesGrown by which the process grew during the passes; a steady pass allocates
 *     nothing outside the heap
 */
public record Profile(
    int passes, long nanos, List<OperationCost> costs, Roofline roofline, long residentBytesGrown) {

  private static final int WARM_UPS = 3;

  /**
   * Runs a workload on the thread that calls, with every operation timed.
   *
   * @param passes how often, at least 1
   */
  public static Profile of(
      Workload workload, TensorOps engine, ExecutionPlan plan, int passes, Sampler sampler) {
    ProfilingOps ops = new ProfilingOps(engine);
    OpenWorkload work = workload.open(ops, plan);
    for (int i = 0; i < WARM_UPS; i++) {
      work.call().run();
    }
    ops.reset();
    long before = Pointer.physicalBytes();
    long start = System.nanoTime();
    for (int i = 0; i < passes; i++) {
      work.call().run();
    }
    long nanos = System.nanoTime() - start;
    long grown = Pointer.physicalBytes() - before;
    List<OperationCost> costs =
        ops.costs().stream()
            .sorted(Comparator.comparingLong(OperationCost::nanos).reversed())
            .toList();
    return new Profile(passes, nanos, costs, Roofline.measure(engine, plan, sampler), grown);
  }

  /** Time between the operations: Java's own. */
  public long nanosBetween() {
    return nanos - costs.stream().mapToLong(OperationCost::nanos).sum();
  }
}
