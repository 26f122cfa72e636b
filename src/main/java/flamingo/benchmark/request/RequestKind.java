package flamingo.benchmark.request;

import flamingo.benchmark.accuracy.Task;
import java.util.Locale;

/** What is asked of the model. */
public enum RequestKind {
  /** Images to visual tokens and all that the language model needs of them. */
  ENCODE(Task.CAPTION),
  /** Images to captions. */
  CAPTION(Task.CAPTION),
  /** Images and a question each to answers. */
  VQA(Task.VQA);

  private final Task task;

  RequestKind(Task task) {
    this.task = task;
  }

  /** The task whose right answers are counted beside the times. */
  public Task task() {
    return task;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
