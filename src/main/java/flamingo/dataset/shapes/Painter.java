package flamingo.dataset.shapes;

import flamingo.dataset.content.Picture;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws pictures of figures with smooth edges, light from above and some noise. */
public final class Painter {
  private static final double UNITS = 64;
  private static final int CHANNELS = 3;

  /** Half a square's diagonal, a star's tip and a shadow's end lie beyond the radius. */
  private static final double REACH = 1.6;

  private static final double SHADOW_DROP = 0.12;
  private static final double SHADOW_SOFTNESS = 0.3;

  private final Staging staging;
  private final int side;
  private final double scale;
  private final double[] levels;
  private final int[] owners;

  /**
   * An image.
   *
   * @param side width and height, S
   * @param rgb S x S x 3 unsigned bytes, row by row
   * @param owners S x S: the figure that covers most of each pixel, or {@link #NOBODY}
   */
  public record Drawing(int side, byte[] rgb, int[] owners) {
    /** Owner of a pixel that shows the background. */
    public static final int NOBODY = -1;
  }

  private Painter(Staging staging, int side) {
    this.staging = staging;
    this.side = side;
    this.scale = UNITS / side;
    this.levels = new double[side * side * CHANNELS];
    this.owners = new int[side * side];
  }

  /**
   * @param side width and height in pixels
   */
  public static Drawing draw(Picture picture, int side, SplittableRandom random) {
    return draw(Staging.any(picture, random), side, random);
  }

  static Drawing draw(Staging staging, int side, SplittableRandom random) {
    return new Painter(staging, side).drawing(random);
  }

  private Drawing drawing(SplittableRandom random) {
    fillBackground();
    staging.clutter().forEach(speck -> cover(speck, Drawing.NOBODY));
    for (int i = 0; i < staging.figures().size(); i++) {
      darkenBelow(staging.figures().get(i));
      cover(staging.figures().get(i), i);
    }
    Noise.add(levels, staging.look().noise(), random);
    byte[] rgb = new byte[levels.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (int) (Math.max(0, Math.min(255, levels[i])) + 0.5);
    }
    return new Drawing(side, rgb, owners);
  }

  private void fillBackground() {
    Arrays.fill(owners, Drawing.NOBODY);
    for (int pixel = 0; pixel < side * side; pixel++) {
      double light = staging.look().fading() * (0.5 - centre(pixel / side) / UNITS);
      for (int c = 0; c < CHANNELS; c++) {
        levels[pixel * CHANNELS + c] = staging.background()[c] + light;
      }
    }
  }

  private void darkenBelow(Placed figure) {
    double strength = staging.look().shadow();
    if (strength == 0) {
      return;
    }
    double drop = SHADOW_DROP * figure.radius();
    inReach(
        figure,
        (pixel, x, y) -> {
          double distance = figure.distance(x, y - drop) / figure.radius();
          double t = Math.max(0, Math.min(1, 0.5 - distance / (2 * SHADOW_SOFTNESS)));
          double light = 1 - strength * t * t * (3 - 2 * t);
          for (int c = 0; c < CHANNELS; c++) {
            levels[pixel * CHANNELS + c] *= light;
          }
        });
  }

  private void cover(Placed figure, int owner) {
    inReach(
        figure,
        (pixel, x, y) -> {
          double alpha = Math.max(0, Math.min(1, 0.5 - figure.distance(x, y) / scale));
          if (alpha > 0) {
            double down = Math.max(-1, Math.min(1, (y - figure.y()) / figure.radius()));
            double light = 1 - staging.look().shading() * down;
            for (int c = 0; c < CHANNELS; c++) {
              int at = pixel * CHANNELS + c;
              levels[at] += alpha * (figure.colour()[c] * light - levels[at]);
            }
            owners[pixel] = alpha > 0.5 ? owner : owners[pixel];
          }
        });
  }

  private interface Brush {
    /** One pixel, with its centre in 64ths of the side. */
    void touch(int pixel, double x, double y);
  }

  private void inReach(Placed figure, Brush brush) {
    double reach = REACH * figure.radius() + scale;
    int top = first(figure.y() - reach);
    int bottom = last(figure.y() + reach);
    int left = first(figure.x() - reach);
    int right = last(figure.x() + reach);
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        brush.touch(row * side + column, centre(column), centre(row));
      }
    }
  }

  private int first(double place) {
    return Math.max(0, (int) (place / scale));
  }

  private int last(double place) {
    return Math.min(side, (int) (place / scale) + 1);
  }

  private double centre(int index) {
    return (index + 0.5) * scale;
  }
}
