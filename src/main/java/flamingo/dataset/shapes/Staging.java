package flamingo.dataset.shapes;

import flamingo.dataset.content.Figure;
import flamingo.dataset.content.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A picture with everything that its words leave open: exact places, colours, light, clutter.
 *
 * @param background red, green, blue, 0 to 255
 * @param clutter specks behind the figures, too small to count
 */
record Staging(double[] background, List<Placed> clutter, List<Placed> figures, Look look) {
  private static final double SIDE = 64;
  private static final double FIRST_CENTRE = 10.7;
  private static final double CELL = 21.3;
  private static final double ROOM = 10.6;
  private static final double LEAST_JITTER = 0.4;
  private static final double SMALL_FROM = 4.6;
  private static final double SMALL_TO = 5.8;
  private static final double LARGE_FROM = 8.7;
  private static final double LARGE_TO = 10.2;
  private static final double FIGURE_NOISE = 8;
  private static final double BACKGROUND_NOISE = 4;
  private static final double CLUTTERED = 0.3;
  private static final int MOST_SPECKS = 12;
  private static final double SMALLEST_SPECK = 0.6;
  private static final double LARGEST_SPECK = 1.3;
  private static final double SPECK_CONTRAST = 60;

  /** The picture's figures somewhere in their cells; specks in three of ten. */
  static Staging any(Picture picture, SplittableRandom random) {
    double[] background =
        jittered(Paint.named(picture.background()).levels(), BACKGROUND_NOISE, random);
    List<Placed> clutter = new ArrayList<>();
    if (random.nextDouble() < CLUTTERED) {
      int specks = 1 + random.nextInt(MOST_SPECKS);
      for (int i = 0; i < specks; i++) {
        clutter.add(speck(background, random));
      }
    }
    List<Placed> figures =
        picture.figures().stream().map(figure -> placed(figure, random)).toList();
    return new Staging(background, clutter, figures, Look.any(random));
  }

  /** Every figure in the middle of its cell, in exactly its colour; soft light, no noise. */
  static Staging plain(Picture picture) {
    List<Placed> figures = picture.figures().stream().map(Staging::centred).toList();
    double[] background = Paint.named(picture.background()).levels();
    return new Staging(background, List.of(), figures, Look.SOFT);
  }

  private static Placed centred(Figure figure) {
    return new Placed(
        Outline.named(figure.shape()),
        Paint.named(figure.colour()).levels(),
        FIRST_CENTRE + CELL * figure.column(),
        FIRST_CENTRE + CELL * figure.row(),
        figure.size().equals("small") ? (SMALL_FROM + SMALL_TO) / 2 : (LARGE_FROM + LARGE_TO) / 2);
  }

  private static Placed placed(Figure figure, SplittableRandom random) {
    double radius =
        figure.size().equals("small")
            ? random.nextDouble(SMALL_FROM, SMALL_TO)
            : random.nextDouble(LARGE_FROM, LARGE_TO);
    double jitter = Math.max(LEAST_JITTER, ROOM - radius);
    return new Placed(
        Outline.named(figure.shape()),
        jittered(Paint.named(figure.colour()).levels(), FIGURE_NOISE, random),
        FIRST_CENTRE + CELL * figure.column() + random.nextDouble(-jitter, jitter),
        FIRST_CENTRE + CELL * figure.row() + random.nextDouble(-jitter, jitter),
        radius);
  }

  private static Placed speck(double[] background, SplittableRandom random) {
    return new Placed(
        Outline.CIRCLE,
        jittered(background, SPECK_CONTRAST, random),
        random.nextDouble(SIDE),
        random.nextDouble(SIDE),
        random.nextDouble(SMALLEST_SPECK, LARGEST_SPECK));
  }

  private static double[] jittered(double[] colour, double deviation, SplittableRandom random) {
    double[] jittered = colour.clone();
    for (int c = 0; c < jittered.length; c++) {
      jittered[c] += deviation * Noise.draw(random);
    }
    return jittered;
  }
}
