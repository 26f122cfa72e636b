package flamingo.benchmark.exploration;

import flamingo.benchmark.accuracy.Task;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.request.CacheState;
import flamingo.model.ExecutionPlan;
import flamingo.model.PreparedFlamingo;
import java.util.ArrayList;
import java.util.List;

/** What fewer visual tokens of an image save in time and cost in answers. */
final class VisualTokens implements Exploration {
  private static final List<Integer> COUNTS = List.of(64, 48, 32, 16, 8, 4);
  private static final List<Task> TASKS = List.of(Task.CAPTION, Task.VQA);

  @Override
  public String id() {
    return "visual-tokens";
  }

  @Override
  public String title() {
    return "Visual tokens against accuracy";
  }

  @Override
  public Subject subject() {
    return Subject.MODEL;
  }

  @Override
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (Task task : TASKS) {
      for (int tokens : COUNTS) {
        String workload = task.text() + "-16";
        steps.add(
            new Step(
                workload, "tokens=" + tokens, bench -> measure(bench, workload, task, tokens)));
      }
    }
    return steps;
  }

  private static Finding measure(Bench bench, String workload, Task task, int tokens)
      throws TaskException {
    ExecutionPlan plan = ExecutionPlan.DENSE.withVisualTokens(tokens);
    try (PreparedFlamingo model = bench.flamingo().prepare(plan)) {
      return StudiedRequests.compared(bench, workload, plan, CacheState.NONE)
          .answered(bench.accuracy(model, task, 0))
          .planned("tokens=" + tokens);
    }
  }
}
