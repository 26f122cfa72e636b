package flamingo.dataset.content;

import java.util.List;
import java.util.stream.Collectors;

/** The one sentence that describes a picture. */
public final class Captions {
  private Captions() {}

  public static String of(Picture picture) {
    if (picture.isPhoto()) {
      return "a photo of " + Vocabulary.withArticle(picture.category());
    }
    List<Figure> figures = picture.figures();
    Figure first = figures.get(0);
    return switch (figures.size()) {
      case 1 ->
          "a %s %s %s at the %s on a %s background"
              .formatted(
                  first.size(), first.colour(), first.shape(), first.cell(), picture.background());
      case 2 ->
          "%s %s %s"
              .formatted(named(first), relation(first, figures.get(1)), named(figures.get(1)));
      default -> listed(figures);
    };
  }

  private static String listed(List<Figure> figures) {
    int last = figures.size() - 1;
    return figures.subList(0, last).stream().map(Captions::named).collect(Collectors.joining(" , "))
        + " and "
        + named(figures.get(last));
  }

  private static String named(Figure figure) {
    return Vocabulary.withArticle(figure.colour() + " " + figure.shape());
  }

  /** How a figure stands to one that comes later in reading order. */
  private static String relation(Figure first, Figure second) {
    if (first.column() == second.column()) {
      return "above";
    }
    return first.column() < second.column() ? "to the left of" : "to the right of";
  }
}
