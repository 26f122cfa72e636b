package flamingo.train.image;

import flamingo.dataset.content.Picture;
import flamingo.train.tensor.Tensors;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Images with what is known of them.
 *
 * @param pixels [B, 3, 64, 64], 0 to 255
 * @param pictures B
 * @param owners for each image the figure that covers most of each of its 8 x 8 patches, row by
 *     row, or {@link #NOBODY}
 */
public record ImageBatch(Tensor pixels, List<Picture> pictures, List<int[]> owners) {
  /** Side of an image. */
  public static final int SIDE = 64;

  /** Patches of an image. */
  public static final int PATCHES = 64;

  /** Owner of a patch that shows the background only, or a photograph. */
  public static final int NOBODY = -1;

  private static final float[] MEAN = {122.7709f, 116.7460f, 104.0937f};
  private static final float[] DEVIATION = {68.5005f, 66.6322f, 70.3232f};

  /** One batch after the other. */
  public ImageBatch and(ImageBatch other) {
    return new ImageBatch(
        torch.cat(new TensorVector(pixels, other.pixels), 0),
        joined(pictures, other.pictures),
        joined(owners, other.owners));
  }

  /** What the vision tower takes: CLIP's normalisation, as the program's preprocessing does. */
  public Tensor normalised() {
    return pixels.sub(Tensors.of(MEAN, 1, 3, 1, 1)).div(Tensors.of(DEVIATION, 1, 3, 1, 1));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
