package flamingo.train.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The pictures of a batch, and which of them have a label. */
public final class PicturePool {
  private static final double ONE_FIGURE = 0.5;
  private static final double TWO_FIGURES = 0.75;
  private static final int CELLS = 9;
  private static final int SIDE = 3;

  private final List<Picture> pictures;
  private final Map<Attribute, Map<String, List<Integer>>> byLabel = new EnumMap<>(Attribute.class);

  public PicturePool(List<Picture> pictures) {
    this.pictures = List.copyOf(pictures);
    for (Attribute attribute : Attribute.values()) {
      Map<String, List<Integer>> labels = new TreeMap<>();
      for (int i = 0; i < pictures.size(); i++) {
        String label = attribute.of(pictures.get(i));
        if (label != null) {
          labels.computeIfAbsent(label, absent -> new ArrayList<>()).add(i);
        }
      }
      byLabel.put(attribute, labels);
    }
  }

  /** Pictures that exist in words only: half of them of one figure, a share of photographs. */
  public static PicturePool imagined(int count, double photos, SplittableRandom random) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(
          random.nextDouble() < photos
              ? Picture.photo(Vocabulary.any(Vocabulary.CATEGORIES, random))
              : figures(random));
    }
    return new PicturePool(pictures);
  }

  public int size() {
    return pictures.size();
  }

  Picture get(int index) {
    return pictures.get(index);
  }

  /** Pictures of each label that occurs. */
  Map<String, List<Integer>> byLabel(Attribute attribute) {
    return byLabel.get(attribute);
  }

  private static Picture figures(SplittableRandom random) {
    double many = random.nextDouble();
    int count = many < ONE_FIGURE ? 1 : many < TWO_FIGURES ? 2 : 3;
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
