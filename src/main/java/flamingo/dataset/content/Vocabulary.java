package flamingo.dataset.content;

import java.util.List;
import java.util.SplittableRandom;

/** The words that pictures are described with. */
public final class Vocabulary {
  public static final List<String> COLOURS =
      List.of("red", "green", "blue", "yellow", "purple", "orange", "cyan", "pink");
  public static final List<String> SHAPES =
      List.of("circle", "square", "triangle", "star", "cross", "ring");
  public static final List<String> SIZES = List.of("small", "large");
  public static final List<String> BACKGROUNDS = List.of("white", "black", "gray", "brown");
  public static final List<String> NUMBERS = List.of("one", "two", "three", "four");

  /** Classes of CIFAR-10 in the order of its labels. */
  public static final List<String> CATEGORIES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  public static final List<String> VEHICLES = List.of("airplane", "automobile", "ship", "truck");

  /** Words without a meaning of their own. */
  public static final List<String> INVENTED =
      List.of(
          "dax", "fep", "wug", "blick", "toma", "gazzer", "modi", "kiki", "bouba", "zorp", "mib",
          "lorp", "tulver", "nonk", "pim", "quaz", "rell", "snig", "teebu", "vax", "wif", "yol",
          "zib", "hux");

  private Vocabulary() {}

  public static <T> T any(List<T> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }

  public static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      T other = list.set(random.nextInt(i + 1), list.get(i));
      list.set(i, other);
    }
  }

  public static String withArticle(String words) {
    return ("aeiou".indexOf(words.charAt(0)) < 0 ? "a " : "an ") + words;
  }
}
