package flamingo.train.text;

import flamingo.dataset.content.Figure;
import flamingo.dataset.content.Picture;
import flamingo.dataset.content.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Words in the place of an image, so that a language model learns the tasks before it sees: what
 * the image shows, in any order, some of it left out.
 *
 * @param thoroughness 0 colours and shapes only, to 1
 * @param silent whether nothing is said at all
 */
record StandIn(double thoroughness, boolean silent) {
  private static final double SILENT = 0.08;
  private static final double SIZE = 0.7;
  private static final double CELL = 0.8;
  private static final double BACKGROUND = 0.7;
  private static final List<Double> FACTORS = List.of(0.0, 1.0, 1.0);

  /** One manner for a whole document. */
  static StandIn any(SplittableRandom random) {
    return new StandIn(Vocabulary.any(FACTORS, random), random.nextDouble() < SILENT);
  }

  String of(Picture picture, SplittableRandom random) {
    if (silent) {
      return "";
    }
    if (picture.isPhoto()) {
      return picture.category();
    }
    List<String> parts = new ArrayList<>();
    picture.figures().forEach(figure -> parts.add(words(figure, random)));
    if (said(BACKGROUND, random)) {
      parts.add(random.nextInt(parts.size() + 1), picture.background());
    }
    return parts.stream().collect(Collectors.joining(" , "));
  }

  private String words(Figure figure, SplittableRandom random) {
    List<String> words = new ArrayList<>(List.of(figure.colour(), figure.shape()));
    if (said(SIZE, random)) {
      words.add(figure.size());
    }
    if (said(CELL, random)) {
      words.add(figure.cell());
    }
    Vocabulary.shuffle(words, random);
    return String.join(" ", words);
  }

  private boolean said(double probability, SplittableRandom random) {
    return random.nextDouble() < probability * thoroughness;
  }
}
