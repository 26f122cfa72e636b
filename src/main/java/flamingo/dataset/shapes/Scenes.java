package flamingo.dataset.shapes;

import flamingo.dataset.content.Figure;
import flamingo.dataset.content.Picture;
import flamingo.dataset.content.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Pictures of figures at random. */
public final class Scenes {
  /** The most figures of a picture. */
  public static final int MOST = 4;

  /** Up to where a number in [0, 1) means one figure, two, three. */
  private static final double[] UP_TO = {0.5, 0.72, 0.9};

  private static final int SIDE = 3;

  private Scenes() {}

  /** One figure in half of them, two in 22%, three in 18%, four in the rest. */
  public static Picture any(SplittableRandom random) {
    double many = random.nextDouble();
    int count = 1;
    while (count < MOST && many >= UP_TO[count - 1]) {
      count++;
    }
    return of(count, random);
  }

  /**
   * So many figures; they differ in cell, and in colour or shape.
   *
   * @throws IllegalArgumentException if {@code count} is not 1 to 4
   */
  public static Picture of(int count, SplittableRandom random) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("A picture has 1 to 4 figures, not " + count + ".");
    }
    List<Figure> figures = new ArrayList<>();
    while (figures.size() < count) {
      int cell = random.nextInt(SIDE * SIDE);
      Figure figure =
          new Figure(
              Vocabulary.any(Vocabulary.SIZES, random),
              Vocabulary.any(Vocabulary.COLOURS, random),
              Vocabulary.any(Vocabulary.SHAPES, random),
              cell / SIDE,
              cell % SIDE);
      if (figures.stream().noneMatch(other -> alike(figure, other))) {
        figures.add(figure);
      }
    }
    figures.sort(Comparator.comparing(figure -> figure.row() * SIDE + figure.column()));
    return new Picture(figures, Vocabulary.any(Vocabulary.BACKGROUNDS, random), null);
  }

  private static boolean alike(Figure a, Figure b) {
    boolean sameKind = a.colour().equals(b.colour()) && a.shape().equals(b.shape());
    return sameKind || (a.row() == b.row() && a.column() == b.column());
  }
}
