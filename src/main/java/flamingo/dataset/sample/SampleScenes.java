package flamingo.dataset.sample;

import static flamingo.dataset.sample.Colour.BLACK;
import static flamingo.dataset.sample.Colour.BLUE;
import static flamingo.dataset.sample.Colour.BROWN;
import static flamingo.dataset.sample.Colour.CYAN;
import static flamingo.dataset.sample.Colour.GRAY;
import static flamingo.dataset.sample.Colour.GREEN;
import static flamingo.dataset.sample.Colour.ORANGE;
import static flamingo.dataset.sample.Colour.PINK;
import static flamingo.dataset.sample.Colour.PURPLE;
import static flamingo.dataset.sample.Colour.RED;
import static flamingo.dataset.sample.Colour.WHITE;
import static flamingo.dataset.sample.Colour.YELLOW;
import static flamingo.dataset.sample.Outline.CIRCLE;
import static flamingo.dataset.sample.Outline.SQUARE;
import static flamingo.dataset.sample.Outline.STAR;
import static flamingo.dataset.sample.Outline.TRIANGLE;

import java.util.List;
import java.util.Locale;

/** The dozen: four figures, each once alone and large, once small, once in company of its like. */
final class SampleScenes {
  /** Centres of the 3 x 3 cells in which Mini Flamingo's vocabulary names places. */
  private static final double LOW = 0.18;

  private static final double MIDDLE = 0.5;
  private static final double HIGH = 0.82;

  private static final double LARGE = 0.155;
  private static final double SMALL = 0.085;

  static final List<Scene> ALL =
      List.of(
          scene(CIRCLE, "red-center.png", WHITE, large(RED, MIDDLE, MIDDLE)),
          scene(CIRCLE, "cyan-top-right.jpg", BROWN, small(CYAN, HIGH, LOW)),
          scene(
              CIRCLE,
              "three.png",
              BLACK,
              large(YELLOW, LOW, MIDDLE),
              small(PINK, MIDDLE, LOW),
              large(GREEN, HIGH, HIGH)),
          scene(SQUARE, "blue-left.png", WHITE, large(BLUE, LOW, MIDDLE)),
          scene(SQUARE, "orange-bottom.gif", BLACK, small(ORANGE, MIDDLE, HIGH)),
          scene(SQUARE, "two.jpg", GRAY, large(PURPLE, LOW, LOW), small(YELLOW, HIGH, HIGH)),
          scene(STAR, "yellow-center.jpg", BLACK, large(YELLOW, MIDDLE, MIDDLE)),
          scene(STAR, "pink-top-left.png", BROWN, small(PINK, LOW, LOW)),
          scene(
              STAR,
              "three.png",
              WHITE,
              small(ORANGE, LOW, LOW),
              large(PURPLE, MIDDLE, MIDDLE),
              small(BLUE, HIGH, HIGH)),
          scene(TRIANGLE, "green-right.png", WHITE, large(GREEN, HIGH, MIDDLE)),
          scene(TRIANGLE, "red-bottom-left.tif", GRAY, small(RED, LOW, HIGH)),
          scene(TRIANGLE, "two.jpg", BLACK, large(CYAN, MIDDLE, LOW), large(ORANGE, LOW, HIGH)));

  private SampleScenes() {}

  /** An item before its outline is known. */
  private record Place(Colour colour, double x, double y, double radius) {}

  private static Place large(Colour colour, double x, double y) {
    return new Place(colour, x, y, LARGE);
  }

  private static Place small(Colour colour, double x, double y) {
    return new Place(colour, x, y, SMALL);
  }

  private static Scene scene(Outline outline, String name, Colour background, Place... places) {
    List<Item> items =
        List.of(places).stream().map(p -> new Item(outline, p.colour, p.x, p.y, p.radius)).toList();
    String label = outline.name().toLowerCase(Locale.ROOT);
    return new Scene(label, label + "-" + name, background, items);
  }
}
