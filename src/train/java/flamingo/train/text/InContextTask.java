package flamingo.train.text;

import flamingo.dataset.content.Attribute;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A task that only its examples tell: the label is an attribute, or an invented word for it.
 *
 * @param invented whether words are invented afresh for each document
 */
public record InContextTask(Attribute attribute, boolean invented) {
  /** Every task, those with invented words last. */
  public static List<InContextTask> all() {
    return Stream.concat(
            Stream.of(Attribute.values()).map(attribute -> new InContextTask(attribute, false)),
            Stream.of(Attribute.COLOUR, Attribute.SHAPE, Attribute.CATEGORY)
                .map(attribute -> new InContextTask(attribute, true)))
        .toList();
  }

  public String name() {
    return (invented ? "invented_" : "") + attribute.name().toLowerCase(Locale.ROOT);
  }
}
