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
 * @param memory outside the heap; a steady pass allocates nothing there
 */
public record Profile(
    int passes, long nanos, List<OperationCost> costs, Roofline roofline, Memory memory) {

  private static final int WARM_UPS = 5;

  /**
   * Memory during the passes, garbage collected before and after.
   *
   * @param scratchBytes that the engine uses again and again
   * @param scratchGrown bytes by which they grew
   * @param residentGrown bytes by which the process grew
   */
  public record Memory(long scratchBytes, long scratchGrown, long residentGrown) {
    private static Memory now(TensorOps engine) {
      System.gc();
      return new Memory(engine.scratchBytes(), 0, Pointer.physicalBytes());
    }

    private Memory since(Memory before) {
      return new Memory(
          scratchBytes, scratchBytes - before.scratchBytes, residentGrown - before.residentGrown);
    }
  }

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
    Memory before = Memory.now(engine);
    long start = System.nanoTime();
    for (int i = 0; i < passes; i++) {
      work.call().run();
    }
    long nanos = System.nanoTime() - start;
    Memory memory = Memory.now(engine).since(before);
    List<OperationCost> costs =
        ops.costs().stream()
            .sorted(Comparator.comparingLong(OperationCost::nanos).reversed())
            .toList();
    return new Profile(passes, nanos, costs, Roofline.measure(engine, plan, sampler), memory);
  }

  /** Time between the operations: Java's own. */
  public long nanosBetween() {
    return nanos - costs.stream().mapToLong(OperationCost::nanos).sum();
  }
}
