package flamingo.dataset;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Every other image of a data set, so that two such halves have no image in common and classes that
 * follow each other are in both.
 */
public final class EveryOther implements ImageDataset {
  private final ImageDataset whole;
  private final List<Sample> samples;

  private EveryOther(ImageDataset whole, int first) {
    this.whole = whole;
    List<Sample> all = whole.samples();
    this.samples =
        IntStream.range(0, all.size())
            .filter(place -> place % 2 == first)
            .mapToObj(all::get)
            .toList();
  }

  /** The first image, the third, and so on. */
  public static ImageDataset from(ImageDataset whole) {
    return new EveryOther(whole, 0);
  }

  /** The second image, the fourth, and so on. */
  public static ImageDataset after(ImageDataset whole) {
    return new EveryOther(whole, 1);
  }

  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public List<Sample> samples() {
    return samples;
  }

  @Override
  public List<BrokenFile> broken() {
    return whole.broken();
  }
}
