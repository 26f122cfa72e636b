package flamingo.benchmark.exploration;

import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.workload.OpenWorkload;
import flamingo.benchmark.workload.Workloads;
import flamingo.model.ExecutionPlan;
import flamingo.model.layer.Sparsity;
import java.util.ArrayList;
import java.util.List;

/**
 * Reading the best visual tokens only, in one gated block: 16 sequences of 512 tokens. Text sees
 * the image before it, so that 256 tokens an image are what the study's text sees of its four
 * images together; 2,048 is as much as a short video gives.
 */
final class StudiedSparsity implements Exploration {
  private static final int SEQUENCES = 16;
  private static final String DENSE = "dense";

  @Override
  public String id() {
    return "study-sparse";
  }

  @Override
  public String title() {
    return "Sparse cross-attention, as the study sets it and beyond";
  }

  @Override
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    add(steps, 64, 32, 16);
    add(steps, 256, 128, 64, 48, 32, 16);
    add(steps, 2048, 256, 64);
    return steps;
  }

  private static void add(List<Step> steps, int tokens, int... kept) {
    String workload = "gated-xattn-" + tokens;
    steps.add(new Step(workload, DENSE, bench -> dense(bench, workload)));
    for (int count : kept) {
      steps.add(new Step(workload, "sparse=" + count, bench -> sparse(bench, workload, count)));
    }
  }

  private static Finding dense(Bench bench, String workload) {
    OpenWorkload work = open(bench, workload, ExecutionPlan.DENSE);
    return Finding.timed(Timing.alone(bench.time(work.call()), SEQUENCES)).by(work.kernel());
  }

  private static Finding sparse(Bench bench, String workload, int count) {
    ExecutionPlan plan = ExecutionPlan.DENSE.withSparsity(new Sparsity(count, Sparsity.NONE.per()));
    OpenWorkload work = open(bench, workload, plan);
    PairedTimes times =
        bench.compare(open(bench, workload, ExecutionPlan.DENSE).call(), work.call());
    return Finding.timed(Timing.against(DENSE, times, SEQUENCES))
        .by(work.kernel())
        .planned("sparse=" + count);
  }

  private static OpenWorkload open(Bench bench, String workload, ExecutionPlan plan) {
    return Workloads.named(workload).orElseThrow().open(bench.ops(), plan);
  }
}
