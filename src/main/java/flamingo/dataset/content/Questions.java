package flamingo.dataset.content;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Questions that a picture answers. */
public final class Questions {
  private static final double HALF = 0.5;
  private static final double SAME_COLOUR = 0.5;
  private static final double SAME_SHAPE = 0.75;

  private Questions() {}

  /** One question of a kind that fits, every kind equally often. */
  public static Question any(Picture picture, SplittableRandom random) {
    return Vocabulary.any(all(picture, random), random);
  }

  /** One question of every kind that fits. */
  public static List<Question> all(Picture picture, SplittableRandom random) {
    return picture.isPhoto() ? ofPhoto(picture, random) : ofFigures(picture, random);
  }

  private static List<Question> ofPhoto(Picture picture, SplittableRandom random) {
    String truth = picture.category();
    String asked = random.nextDouble() < HALF ? truth : other(Vocabulary.CATEGORIES, truth, random);
    boolean vehicle = Vocabulary.VEHICLES.contains(truth);
    boolean askVehicle = random.nextDouble() < HALF;
    return List.of(
        new Question("class", "what is this ?", truth),
        new Question(
            "is_class",
            "is this %s ?".formatted(Vocabulary.withArticle(asked)),
            yes(asked.equals(truth))),
        new Question(
            "animal",
            askVehicle ? "is this a vehicle ?" : "is this an animal ?",
            yes(askVehicle == vehicle)));
  }

  private static List<Question> ofFigures(Picture picture, SplittableRandom random) {
    List<Figure> figures = picture.figures();
    List<Question> all = new ArrayList<>();
    if (figures.size() == 1) {
      ofOne(figures.get(0), all);
    } else {
      ofMany(figures, random, all);
    }
    all.add(new Question("background", "what color is the background ?", picture.background()));
    String count = Vocabulary.NUMBERS.get(figures.size() - 1);
    all.add(new Question("count", "how many objects are there ?", count));
    all.add(exists(figures, random));
    return all;
  }

  private static void ofOne(Figure figure, List<Question> all) {
    all.add(new Question("color", "what color is the object ?", figure.colour()));
    all.add(new Question("shape", "what shape is the object ?", figure.shape()));
    all.add(new Question("size", "what size is the object ?", figure.size()));
    all.add(new Question("where", "where is the object ?", figure.cell()));
  }

  private static void ofMany(List<Figure> figures, SplittableRandom random, List<Question> all) {
    Figure figure = Vocabulary.any(figures, random);
    if (figures.stream().filter(f -> f.shape().equals(figure.shape())).count() == 1) {
      String text = "what color is the %s ?".formatted(figure.shape());
      all.add(new Question("color_of", text, figure.colour()));
    }
    if (figures.stream().filter(f -> f.colour().equals(figure.colour())).count() == 1) {
      String text = "what shape is the %s object ?".formatted(figure.colour());
      all.add(new Question("shape_of", text, figure.shape()));
    }
    all.add(
        new Question(
            "where_of",
            "where is the %s %s ?".formatted(figure.colour(), figure.shape()),
            figure.cell()));
    relation(figures, random, all);
  }

  private static void relation(List<Figure> figures, SplittableRandom random, List<Question> all) {
    int index = random.nextInt(figures.size());
    Figure a = figures.get(index);
    Figure b = figures.get((index + 1 + random.nextInt(figures.size() - 1)) % figures.size());
    if (a.column() != b.column()) {
      all.add(new Question("left_of", asked(a, "to the left of", b), yes(a.column() < b.column())));
    }
    if (a.row() != b.row()) {
      all.add(new Question("above", asked(a, "above", b), yes(a.row() < b.row())));
    }
  }

  private static String asked(Figure a, String relation, Figure b) {
    return "is the %s %s %s the %s %s ?"
        .formatted(a.colour(), a.shape(), relation, b.colour(), b.shape());
  }

  private static Question exists(List<Figure> figures, SplittableRandom random) {
    Figure figure = Vocabulary.any(figures, random);
    String colour = figure.colour();
    String shape = figure.shape();
    if (random.nextDouble() < HALF) {
      double alike = random.nextDouble();
      if (alike < SAME_COLOUR) {
        shape = other(Vocabulary.SHAPES, shape, random);
      } else if (alike < SAME_SHAPE) {
        colour = other(Vocabulary.COLOURS, colour, random);
      } else {
        shape = other(Vocabulary.SHAPES, shape, random);
        colour = other(Vocabulary.COLOURS, colour, random);
      }
    }
    String askedColour = colour;
    String askedShape = shape;
    boolean there =
        figures.stream()
            .anyMatch(f -> f.colour().equals(askedColour) && f.shape().equals(askedShape));
    String text = "is there %s ?".formatted(Vocabulary.withArticle(colour + " " + shape));
    return new Question("exists", text, yes(there));
  }

  private static String other(List<String> choices, String not, SplittableRandom random) {
    int next = choices.indexOf(not) + 1 + random.nextInt(choices.size() - 1);
    return choices.get(next % choices.size());
  }

  private static String yes(boolean truth) {
    return truth ? "yes" : "no";
  }
}
