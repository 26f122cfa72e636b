package flamingo.controller;

/**
 * Images of a data set that people know by its name.
 *
 * @param name {@link NamedDatasets#SHAPES} or {@link NamedDatasets#CIFAR10}
 * @param count how many, at most
 * @param seed of what is drawn, and of the questions
 */
public record NamedImages(String name, int count, long seed) {
  /** Images that a window shows at most. */
  public static final int MOST = 50_000;

  public NamedImages {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "%d images cannot be shown; choose 1 to %d.".formatted(count, MOST));
    }
  }
}
