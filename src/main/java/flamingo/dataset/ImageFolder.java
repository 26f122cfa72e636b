package flamingo.dataset;

import flamingo.image.ImageDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The images below a folder. An image's label is the first folder on the way from the opened one to
 * it, whatever lies deeper: {@code birds/night/owl.jpg} is labelled {@code birds}, and {@code
 * owl.jpg} has no label. Files are opened for their headers only.
 *
 * <p>In each folder the files come first, then the subfolders, both as people sort names. Hidden
 * ones are left out; links are followed, each folder once.
 *
 * <p>Captions and questions come from {@code captions.csv} (columns file, caption, question,
 * answer) and {@code metadata.jsonl} (file_name, text, question, answer) in the opened folder; an
 * image may have several rows. Rows that cannot be used are reported and the others kept.
 */
public final class ImageFolder implements ImageDataset {
  private final String name;
  private final List<Sample> samples;
  private final List<BrokenFile> broken;

  private ImageFolder(String name, List<Sample> samples, List<BrokenFile> broken) {
    this.name = name;
    this.samples = List.copyOf(samples);
    this.broken = List.copyOf(broken);
  }

  /**
   * Opens a folder with photos turned upright.
   *
   * @param listener hears of each file at once
   * @param cancelled asked before each file
   * @throws DatasetException if the folder is missing, unreadable or holds no image that can be
   *     read
   * @throws CancellationException if {@code cancelled} said so
   */
  public static ImageFolder scan(Path folder, DatasetListener listener, BooleanSupplier cancelled)
      throws DatasetException {
    return scan(folder, ImageDecoder.forPhotos(), listener, cancelled);
  }

  /** The same with another way of decoding. */
  public static ImageFolder scan(
      Path folder, ImageDecoder decoder, DatasetListener listener, BooleanSupplier cancelled)
      throws DatasetException {
    Path root = folder.toAbsolutePath().normalize();
    FolderScan scan = new FolderScan(root, decoder, listener, cancelled);
    scan.run();
    Path last = root.getFileName();
    return new ImageFolder(
        last == null ? root.toString() : last.toString(), scan.samples(), scan.broken());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Sample> samples() {
    return samples;
  }

  @Override
  public List<BrokenFile> broken() {
    return broken;
  }
}
