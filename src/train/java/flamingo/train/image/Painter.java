package flamingo.train.image;

import flamingo.train.tensor.Tensors;
import flamingo.train.text.Figure;
import flamingo.train.text.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Draws pictures of figures, with some noise in every colour. */
public final class Painter implements ImageSource {
  private static final int SIDE = ImageBatch.SIDE;
  private static final int PLANE = SIDE * SIDE;
  private static final int PATCH = 8;
  private static final int LEAST_PIXELS = 4;
  private static final double FIRST_CENTRE = 10.7;
  private static final double CELL = 21.3;
  private static final double ROOM = 10.6;
  private static final double FIGURE_NOISE = 8;
  private static final double BACKGROUND_NOISE = 4;
  private static final double PIXEL_NOISE = 3;
  private static final float[] NOISE = noise();
  private static final Map<String, Integer> COLOURS =
      Map.ofEntries(
          Map.entry("red", 0xDC1E1E),
          Map.entry("green", 0x1EA032),
          Map.entry("blue", 0x2846E6),
          Map.entry("yellow", 0xF0D71E),
          Map.entry("purple", 0x8228AA),
          Map.entry("orange", 0xF58214),
          Map.entry("cyan", 0x1ECDDC),
          Map.entry("pink", 0xFA82BE),
          Map.entry("white", 0xF5F5F5),
          Map.entry("black", 0x0F0F0F),
          Map.entry("gray", 0x808080),
          Map.entry("brown", 0x6E4628));

  private final Function<SplittableRandom, Picture> pictures;

  /**
   * @param pictures what to draw
   */
  public Painter(Function<SplittableRandom, Picture> pictures) {
    this.pictures = pictures;
  }

  @Override
  public ImageBatch draw(int count, SplittableRandom random) {
    float[] pixels = new float[count * 3 * PLANE];
    List<Picture> drawn = new ArrayList<>();
    List<int[]> owners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Picture picture = pictures.apply(random);
      drawn.add(picture);
      owners.add(draw(picture, random, pixels, i * 3 * PLANE));
    }
    return new ImageBatch(Tensors.of(pixels, count, 3, SIDE, SIDE), drawn, owners);
  }

  private static int[] draw(Picture picture, SplittableRandom random, float[] out, int offset) {
    double[] background = colour(picture.background(), BACKGROUND_NOISE, random);
    for (int c = 0; c < 3; c++) {
      Arrays.fill(out, offset + c * PLANE, offset + (c + 1) * PLANE, (float) background[c]);
    }
    int[] owner = new int[PLANE];
    Arrays.fill(owner, ImageBatch.NOBODY);
    for (int index = 0; index < picture.figures().size(); index++) {
      paint(picture.figures().get(index), index, random, out, offset, owner);
    }
    roughen(random, out, offset);
    return ofPatches(owner, picture.figures().size());
  }

  /** Noise from a table, read from anywhere in any odd step: drawing it anew takes longest of all. */
  private static void roughen(SplittableRandom random, float[] out, int offset) {
    int at = random.nextInt();
    int step = 2 * random.nextInt(NOISE.length) + 1;
    for (int i = offset; i < offset + 3 * PLANE; i++) {
      at += step;
      float noisy = out[i] + NOISE[at & (NOISE.length - 1)];
      out[i] = Math.round(Math.min(255, Math.max(0, noisy)));
    }
  }

  private static float[] noise() {
    float[] noise = new float[1 << 16];
    SplittableRandom random = new SplittableRandom(0);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (PIXEL_NOISE * random.nextGaussian());
    }
    return noise;
  }

  private static void paint(
      Figure figure, int index, SplittableRandom random, float[] out, int offset, int[] owner) {
    double r =
        figure.size().equals("small") ? random.nextDouble(4.6, 5.8) : random.nextDouble(8.7, 10.2);
    double jitter = Math.max(0.4, ROOM - r);
    double x = FIRST_CENTRE + CELL * figure.column() + random.nextDouble(-jitter, jitter);
    double y = FIRST_CENTRE + CELL * figure.row() + random.nextDouble(-jitter, jitter);
    double[] colour = colour(figure.colour(), FIGURE_NOISE, random);
    Outline outline = Outline.valueOf(figure.shape().toUpperCase(Locale.ROOT));
    int top = Math.max(0, (int) (y - 2 * r));
    int bottom = Math.min(SIDE, (int) (y + 2 * r));
    for (int i = top * SIDE; i < bottom * SIDE; i++) {
      double distance = outline.distance(i % SIDE + 0.5 - x, i / SIDE + 0.5 - y, r);
      double alpha = Math.min(1, Math.max(0, 0.5 - distance));
      if (alpha > 0) {
        for (int c = 0; c < 3; c++) {
          int at = offset + c * PLANE + i;
          out[at] = (float) (out[at] + alpha * (colour[c] - out[at]));
        }
        owner[i] = alpha > 0.5 ? index : owner[i];
      }
    }
  }

  private static double[] colour(String name, double noise, SplittableRandom random) {
    int rgb = COLOURS.get(name);
    return IntStream.of(16, 8, 0)
        .mapToDouble(shift -> (rgb >> shift & 0xFF) + noise * random.nextGaussian())
        .toArray();
  }

  private static int[] ofPatches(int[] owner, int figures) {
    int across = SIDE / PATCH;
    int[] owners = new int[ImageBatch.PATCHES];
    for (int patch = 0; patch < owners.length; patch++) {
      int[] pixels = new int[figures];
      for (int i = 0; i < PATCH * PATCH; i++) {
        int row = patch / across * PATCH + i / PATCH;
        int by = owner[row * SIDE + patch % across * PATCH + i % PATCH];
        if (by != ImageBatch.NOBODY) {
          pixels[by]++;
        }
      }
      int most =
          IntStream.range(0, figures).reduce(0, (a, b) -> pixels[b] > pixels[a] ? b : a);
      owners[patch] = pixels[most] >= LEAST_PIXELS ? most : ImageBatch.NOBODY;
    }
    return owners;
  }
}
