package flamingo.controller;

import flamingo.dataset.DatasetException;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.ImageDataset;
import flamingo.dataset.ImageFolder;
import flamingo.dataset.Split;
import flamingo.dataset.cifar.Cifar10;
import flamingo.dataset.cifar.CifarDownload;
import flamingo.dataset.cifar.CifarFolder;
import flamingo.dataset.cifar.DownloadProgress;
import flamingo.dataset.shapes.ShapesDataset;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Data sets by the names that people give them. */
public final class NamedDatasets {
  /** Drawn by the program. */
  public static final String SHAPES = "shapes";

  /** Ten classes of photographs. */
  public static final String CIFAR10 = "cifar10";

  /** Examples are drawn from this many images at least, where there is no end of them. */
  private static final int LEAST_IMAGES = 1000;

  /** Only some drawn images have a label, those of a single figure. */
  private static final int SHAPES_A_LABEL = 3;

  private static final int MOST_SHAPES = 100_000;

  private NamedDatasets() {}

  /**
   * Fetches CIFAR-10 if it is asked for and missing; of other data sets there is nothing to fetch.
   *
   * @throws DatasetException if it cannot be fetched
   * @throws java.util.concurrent.CancellationException if {@code cancelled} said so
   */
  public static void fetch(String name, DownloadProgress progress, BooleanSupplier cancelled)
      throws DatasetException {
    if (isMissing(name)) {
      CifarDownload.intoCache().run(progress, cancelled);
    }
  }

  /** Whether a data set must be fetched before it can be opened. */
  public static boolean isMissing(String name) {
    return name.equals(CIFAR10) && CifarFolder.isMissing();
  }

  /** Whether a data set has images of its own for choosing settings; a folder has not. */
  static boolean hasParts(String name) {
    return name.equals(SHAPES) || name.equals(CIFAR10);
  }

  /**
   * The images for testing.
   *
   * @param name {@code shapes}, {@code cifar10} or a folder
   * @param requests that are to be asked of them
   * @throws DatasetException if it cannot be opened
   */
  public static ImageDataset open(String name, int requests, long seed) throws DatasetException {
    return switch (name) {
      case SHAPES -> ShapesDataset.of(Split.TEST, seed, Math.max(LEAST_IMAGES, requests));
      case CIFAR10 -> Cifar10.of(CifarFolder.find(), Split.TEST, seed);
      default -> ImageFolder.scan(Path.of(name), DatasetListener.none(), () -> false);
    };
  }

  /**
   * The images for choosing settings, none of which is for testing; a folder's are for both.
   *
   * @param requests that are to be asked of them
   * @throws DatasetException if it cannot be opened
   */
  public static ImageDataset validation(String name, int requests, long seed)
      throws DatasetException {
    return switch (name) {
      case SHAPES -> ShapesDataset.of(Split.VALIDATION, seed, Math.max(LEAST_IMAGES, requests));
      case CIFAR10 -> Cifar10.of(CifarFolder.find(), Split.VALIDATION, seed);
      default -> open(name, requests, seed);
    };
  }

  /**
   * The images for training.
   *
   * @param most that are needed
   * @return null for a folder, which has no images that are for training only
   * @throws DatasetException if it cannot be opened
   */
  public static ImageDataset training(String name, int most, long seed) throws DatasetException {
    return switch (name) {
      case SHAPES ->
          ShapesDataset.of(
              Split.TRAIN, seed, SHAPES_A_LABEL * Math.min(MOST_SHAPES, Math.max(1, most)));
      case CIFAR10 -> Cifar10.of(CifarFolder.find(), Split.TRAIN, seed);
      default -> null;
    };
  }
}
