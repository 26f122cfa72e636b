package flamingo.dataset.shapes;

import flamingo.dataset.BrokenFile;
import flamingo.dataset.ImageDataset;
import flamingo.dataset.Sample;
import flamingo.dataset.Split;
import flamingo.dataset.content.Annotation;
import flamingo.dataset.content.Captions;
import flamingo.dataset.content.Picture;
import flamingo.dataset.content.Questions;
import flamingo.image.DecodedImage;
import flamingo.image.PixelLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Images of figures that are drawn when they are asked for, each with its caption and a question.
 * An image of a single figure is labelled with its shape.
 */
public final class ShapesDataset implements ImageDataset {
  /** Width and height in pixels. */
  public static final int SIDE = 64;

  private final List<Sample> samples;

  private ShapesDataset(List<Sample> samples) {
    this.samples = List.copyOf(samples);
  }

  /**
   * The first images of a split; the same for a seed on every machine.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public static ShapesDataset of(Split split, long seed, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("At least one image is needed, not " + count + ".");
    }
    SplittableRandom random = split.random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(i, random.split()));
    }
    return new ShapesDataset(samples);
  }

  private static Sample sample(int index, SplittableRandom random) {
    Picture picture = Scenes.any(random);
    Annotation annotation =
        new Annotation(
            picture, List.of(Captions.of(picture)), List.of(Questions.any(picture, random)));
    long seed = random.nextLong();
    return new Sample(
        "shapes-" + index,
        null,
        picture.figures().size() == 1 ? picture.figures().get(0).shape() : null,
        annotation,
        () -> draw(picture, seed));
  }

  private static DecodedImage draw(Picture picture, long seed) {
    byte[] rgb = Painter.draw(picture, SIDE, new SplittableRandom(seed)).rgb();
    return DecodedImage.of(SIDE, SIDE, PixelLayout.RGB, rgb);
  }

  @Override
  public String name() {
    return "Shapes";
  }

  @Override
  public List<Sample> samples() {
    return samples;
  }

  @Override
  public List<BrokenFile> broken() {
    return List.of();
  }
}
