package flamingo.train.image;

import flamingo.dataset.content.Picture;
import flamingo.dataset.shapes.Painter;
import flamingo.dataset.shapes.Painter.Drawing;
import flamingo.train.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Pictures of figures, drawn on the fly, with the figure that each patch shows. */
public final class FigureImages implements ImageSource {
  private static final int SIDE = ImageBatch.SIDE;
  private static final int PLANE = SIDE * SIDE;
  private static final int PATCH = 8;
  private static final int LEAST_PIXELS = 4;

  private final Function<SplittableRandom, Picture> pictures;

  /**
   * @param pictures what to draw
   */
  public FigureImages(Function<SplittableRandom, Picture> pictures) {
    this.pictures = pictures;
  }

  @Override
  public ImageBatch draw(int count, SplittableRandom random) {
    float[] pixels = new float[count * 3 * PLANE];
    List<Picture> drawn = new ArrayList<>();
    List<int[]> owners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Picture picture = pictures.apply(random);
      Drawing drawing = Painter.draw(picture, SIDE, random);
      for (int j = 0; j < 3 * PLANE; j++) {
        pixels[(i * 3 + j % 3) * PLANE + j / 3] = drawing.rgb()[j] & 0xFF;
      }
      drawn.add(picture);
      owners.add(ofPatches(drawing.owners(), picture.figures().size()));
    }
    return new ImageBatch(Tensors.of(pixels, count, 3, SIDE, SIDE), drawn, owners);
  }

  private static int[] ofPatches(int[] owner, int figures) {
    int across = SIDE / PATCH;
    int[] owners = new int[ImageBatch.PATCHES];
    for (int patch = 0; patch < owners.length; patch++) {
      int[] pixels = new int[figures];
      for (int i = 0; i < PATCH * PATCH; i++) {
        int row = patch / across * PATCH + i / PATCH;
        int by = owner[row * SIDE + patch % across * PATCH + i % PATCH];
        if (by != Drawing.NOBODY) {
          pixels[by]++;
        }
      }
      int most = 0;
      for (int figure = 1; figure < figures; figure++) {
        most = pixels[figure] > pixels[most] ? figure : most;
      }
      owners[patch] = pixels[most] >= LEAST_PIXELS ? most : ImageBatch.NOBODY;
    }
    return owners;
  }
}
