package flamingo.train.image;

import java.util.SplittableRandom;

/** Where training images come from. */
@FunctionalInterface
public interface ImageSource {
  /** Some images; the same generator draws the same ones. */
  ImageBatch draw(int count, SplittableRandom random);
}
