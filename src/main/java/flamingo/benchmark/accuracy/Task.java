package flamingo.benchmark.accuracy;

import flamingo.dataset.ImageDataset;
import flamingo.dataset.content.Attribute;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a model is asked to do with an image. */
public enum Task {
  /** Say what the image shows, word for word. */
  CAPTION("caption", 0),
  /** Answer a question. */
  VQA("vqa", 0),
  /** Name the colour, as the examples do. */
  COLOUR("in-context:colour", Attribute.COLOUR),
  /** Name the shape, as the examples do. */
  SHAPE("in-context:shape", Attribute.SHAPE),
  /** Count, as the examples do. */
  COUNT("in-context:count", Attribute.COUNT),
  /** Name the background, as the examples do. */
  BACKGROUND("in-context:background", Attribute.BACKGROUND),
  /** Use invented words as the examples do. */
  WORDS("in-context:words", 8),
  /** Choose the likeliest of the data set's labels. */
  CLASSIFY("classify", 0);

  private static final int USUAL_EXAMPLES = 4;

  private final String text;
  private final int usualShots;
  private final Attribute attribute;

  Task(String text, int usualShots) {
    this.text = text;
    this.usualShots = usualShots;
    this.attribute = null;
  }

  Task(String text, Attribute attribute) {
    this.text = text;
    this.usualShots = USUAL_EXAMPLES;
    this.attribute = attribute;
  }

  /**
   * @throws IllegalArgumentException naming all tasks if none is called so
   */
  public static Task named(String text) {
    return Arrays.stream(values())
        .filter(task -> task.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no task \"%s\"; choose one of %s."
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(Task::text)
                                .collect(Collectors.joining(", ")))));
  }

  /** The tasks that a data set has requests for. */
  public static List<Task> of(ImageDataset dataset) {
    return Arrays.stream(values()).filter(task -> task.isOffered(dataset)).toList();
  }

  private boolean isOffered(ImageDataset dataset) {
    try {
      return Episodes.of(this, dataset, 0).size() > 0;
    } catch (TaskException nothing) {
      return false;
    }
  }

  /** Its name, for instance {@code in-context:colour}. */
  public String text() {
    return text;
  }

  /** Examples before each request, unless another number is asked for. */
  public int usualShots() {
    return usualShots;
  }

  /** What the answers name, or null where it is no single attribute. */
  Attribute attribute() {
    return attribute;
  }
}
