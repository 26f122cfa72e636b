package flamingo.benchmark.exploration;

import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.TimedCall;
import flamingo.benchmark.accuracy.AccuracyBenchmark;
import flamingo.benchmark.accuracy.Task;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.model.ExecutionPlan;
import flamingo.model.PreparedFlamingo;
import java.util.ArrayList;
import java.util.List;

/** What examples in the prompt gain in answers and cost in time; one request at a time is timed. */
final class Shots implements Exploration {
  private static final List<Integer> COUNTS = List.of(0, 1, 2, 4, 8);
  private static final List<Task> TASKS = List.of(Task.COLOUR, Task.WORDS);
  private static final double MILLIS = 1e3;

  @Override
  public String id() {
    return "shots";
  }

  @Override
  public String title() {
    return "Shots against accuracy and latency";
  }

  @Override
  public Subject subject() {
    return Subject.MODEL;
  }

  @Override
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (Task task : TASKS) {
      for (int shots : COUNTS) {
        steps.add(new Step(task.text(), name(shots), bench -> measure(bench, task, shots)));
      }
    }
    return steps;
  }

  private static Finding measure(Bench bench, Task task, int shots) throws TaskException {
    try (PreparedFlamingo model = bench.flamingo().prepare(ExecutionPlan.DENSE)) {
      Finding finding = Finding.NOTHING.answered(bench.accuracy(model, task, shots));
      PairedTimes times =
          bench.compareTimed(one(bench, model, task, 0), one(bench, model, task, shots));
      return finding.with(Timing.against(name(0), times, 1)).by(model.kernel());
    }
  }

  private static TimedCall one(Bench bench, PreparedFlamingo model, Task task, int shots) {
    return call -> {
      AccuracyBenchmark.Request request =
          new AccuracyBenchmark.Request(task, bench.dataset(), shots, 1, bench.seed() + call);
      try {
        return MILLIS * bench.accuracy(model, request).seconds();
      } catch (TaskException e) {
        throw new IllegalStateException("A task was offered that the data set lacks.", e);
      }
    };
  }

  private static String name(int shots) {
    return "shots=" + shots;
  }
}
