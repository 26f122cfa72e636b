package flamingo.train.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Pictures of figures at random. */
public final class Scenes {
  private static final double ONE_FIGURE = 0.5;
  private static final double TWO_FIGURES = 0.75;
  private static final int CELLS = 9;
  private static final int SIDE = 3;

  private Scenes() {}

  /** One figure in half of them, two in a quarter, three in a quarter. */
  public static Picture any(SplittableRandom random) {
    double many = random.nextDouble();
    return of(many < ONE_FIGURE ? 1 : many < TWO_FIGURES ? 2 : 3, random);
  }

  /** So many figures, 1 to 3; they differ in cell, and in colour or shape. */
  public static Picture of(int count, SplittableRandom random) {
    List<Figure> figures = new ArrayList<>();
    while (figures.size() < count) {
      int cell = random.nextInt(CELLS);
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
