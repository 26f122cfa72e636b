package flamingo.controller;

import flamingo.dataset.Sample;
import flamingo.optimization.Selection;
import java.util.List;

/**
 * A prompt of images and texts.
 *
 * @param cards examples in their order, then the image that is asked about; one at least
 * @param template what is asked
 * @param question for {@link Template#QUESTION}, of the examples and of the last image
 * @param classes that {@link Template#CLASSIFY} chooses from
 * @param selection by which it is answered
 */
public record ExploreRequest(
    List<Card> cards,
    Template template,
    String question,
    List<String> classes,
    Selection selection) {
  /**
   * An image of the prompt.
   *
   * @param text its answer; of the last image it is not read
   */
  public record Card(Sample image, String text) {}

  /** What is asked of the last image. */
  public enum Template {
    /** A caption; the examples' texts are captions. */
    CAPTION,
    /** An answer to a question; the examples' texts are answers to the same. */
    QUESTION,
    /** The likeliest of some classes; the examples' texts are their classes. */
    CLASSIFY
  }

  public ExploreRequest {
    cards = List.copyOf(cards);
    classes = List.copyOf(classes);
    if (cards.isEmpty()) {
      throw new IllegalArgumentException("The prompt has no image; add one.");
    }
  }
}
