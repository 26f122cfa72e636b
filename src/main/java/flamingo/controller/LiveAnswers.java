package flamingo.controller;

import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.AccuracyBenchmark;
import flamingo.benchmark.accuracy.ModelLanguage;
import flamingo.benchmark.accuracy.Tally;
import flamingo.benchmark.accuracy.Task;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.dataset.BrokenFile;
import flamingo.dataset.ImageDataset;
import flamingo.dataset.Sample;
import flamingo.model.PreparedFlamingo;
import flamingo.optimization.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts right answers on the images that are measured, a few requests at a time between rounds:
 * captions where they are known, else questions, else labels; nothing where nothing is known. The
 * plan's cache is one of its own, so that what is timed stays as cold as it was. For the engine's
 * thread only.
 */
final class LiveAnswers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveAnswers.class);

  /** Requests of a plan at most. */
  private static final int MOST = 512;

  /** Requests at a time. */
  private static final int STEP = 16;

  private static final long EVERY_NANOS = 700_000_000;
  private static final int SEED = 1;

  private final ModelSession session;
  private final ModelLanguage language;
  private final Shown dataset;
  private final Task task;
  private final List<Boolean> dense = new ArrayList<>();
  private final List<Boolean> current = new ArrayList<>();
  private PreparedFlamingo model;
  private Selection selection;
  private int next;
  private long last;

  /** The images of a run. */
  private record Shown(List<Sample> samples) implements ImageDataset {
    @Override
    public String name() {
      return "live";
    }

    @Override
    public List<BrokenFile> broken() {
      return List.of();
    }
  }

  LiveAnswers(ModelSession session, List<Sample> samples) {
    this.session = session;
    this.dataset = new Shown(samples);
    this.language =
        new ModelLanguage(session.preprocessor(), session.prompts(), session.tokenizer());
    List<Task> offered = Task.of(dataset);
    this.task =
        List.of(Task.CAPTION, Task.VQA, Task.CLASSIFY).stream()
            .filter(offered::contains)
            .findFirst()
            .orElse(null);
  }

  /** Another plan; what was counted of the one before is forgotten, the baseline's is not. */
  void of(Selection plan) {
    close();
    selection = plan;
    current.clear();
    next = 0;
    last = System.nanoTime();
  }

  /**
   * Asks the next requests, if it is time.
   *
   * @param abandoned ends it; what it had counted is then left out
   */
  void count(PreparedFlamingo baseline, BooleanSupplier abandoned) {
    if (task == null || next >= MOST || System.nanoTime() - last < EVERY_NANOS) {
      return;
    }
    try {
      if (model == null) {
        model = session.prepare(selection.plan());
      }
      List<Boolean> answers = answers(model, abandoned);
      if (dense.size() == current.size()) {
        dense.addAll(answers(baseline, abandoned));
      }
      current.addAll(answers);
      next = answers.size() < STEP ? MOST : next + STEP;
    } catch (CancellationException e) {
      LOG.debug("Answers are left out: {}", e.getMessage());
    } catch (TaskException e) {
      LOG.info("No right answers are counted: {}", e.getMessage());
      next = MOST;
    }
    last = System.nanoTime();
  }

  private List<Boolean> answers(PreparedFlamingo flamingo, BooleanSupplier abandoned)
      throws TaskException {
    AccuracyBenchmark benchmark = new AccuracyBenchmark(language, abandoned, done -> {});
    Accuracy accuracy =
        benchmark.run(flamingo, new AccuracyBenchmark.Request(task, dataset, 0, STEP, SEED), next);
    return accuracy.answers();
  }

  /** Null before the first. */
  AnswersSoFar soFar() {
    return current.isEmpty()
        ? null
        : new AnswersSoFar(
            task.text(), Tally.of(dense.subList(0, current.size())), Tally.of(current));
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
      model = null;
    }
  }
}
