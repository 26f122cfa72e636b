package flamingo.dataset.content;

import java.util.List;

/**
 * What is known of an image.
 *
 * @param picture what it shows, or null if no one described it
 * @param captions sentences that describe it, each as good as the others
 * @param questions what may be asked of it
 */
public record Annotation(Picture picture, List<String> captions, List<Question> questions) {
  /** Nothing. */
  public static final Annotation NONE = new Annotation(null, List.of(), List.of());

  public Annotation {
    captions = List.copyOf(captions);
    questions = List.copyOf(questions);
  }
}
