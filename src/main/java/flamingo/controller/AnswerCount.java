package flamingo.controller;

import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.AccuracyBenchmark;
import flamingo.benchmark.accuracy.ModelLanguage;
import flamingo.benchmark.accuracy.Task;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.dataset.ImageDataset;
import flamingo.model.PreparedFlamingo;
import flamingo.optimization.Selection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Right answers of plans, counted once for each plan and task. For the engine's thread only. */
final class AnswerCount {
  private final ModelSession session;
  private final ImageDataset dataset;
  private final List<Task> offered;
  private final int limit;
  private final long seed;
  private final AccuracyBenchmark benchmark;
  private final Map<String, Accuracy> counted = new HashMap<>();

  AnswerCount(
      ModelSession session, ImageDataset dataset, int limit, long seed, BooleanSupplier cancelled) {
    this.session = session;
    this.dataset = dataset;
    this.offered = Task.of(dataset);
    this.limit = limit;
    this.seed = seed;
    this.benchmark =
        new AccuracyBenchmark(
            new ModelLanguage(session.preprocessor(), session.prompts(), session.tokenizer()),
            cancelled,
            done -> {});
  }

  /**
   * @return null where the data set has nothing for the task
   */
  Accuracy of(Selection selection, Task task) throws TaskException {
    if (!offered.contains(task)) {
      return null;
    }
    String key = task.text() + " " + selection.text();
    Accuracy known = counted.get(key);
    if (known != null) {
      return known;
    }
    try (PreparedFlamingo model = session.prepare(selection.plan())) {
      Accuracy accuracy =
          benchmark.run(model, new AccuracyBenchmark.Request(task, dataset, 0, limit, seed));
      counted.put(key, accuracy);
      return accuracy;
    }
  }
}
