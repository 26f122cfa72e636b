package flamingo.train.text;

import flamingo.dataset.content.Figure;
import flamingo.dataset.content.Picture;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Words in the place of an image, so that a language model learns the tasks before it sees: the
 * figures in reading order, and the background.
 *
 * @param thorough whether size, place and background are said beside colours and shapes
 * @param silent whether nothing is said at all
 */
record StandIn(boolean thorough, boolean silent) {
  private static final double SILENT = 0.08;
  private static final double THOROUGH = 0.75;

  /** One manner for a whole document. */
  static StandIn any(SplittableRandom random) {
    return new StandIn(random.nextDouble() < THOROUGH, random.nextDouble() < SILENT);
  }

  String of(Picture picture) {
    if (silent) {
      return "";
    }
    if (picture.isPhoto()) {
      return picture.category();
    }
    String figures = picture.figures().stream().map(this::words).collect(Collectors.joining(" , "));
    return thorough ? figures + " , " + picture.background() : figures;
  }

  private String words(Figure figure) {
    String named = figure.colour() + " " + figure.shape();
    return thorough ? figure.size() + " " + named + " " + figure.cell() : named;
  }
}
