package flamingo.image;

import java.nio.file.Path;

/**
 * Small pictures of image files for the screen; the memory taken depends on their size, not on the
 * file's.
 */
public final class ThumbnailReader {
  private static final int OPAQUE = 0xFF000000;

  /** Pixels left out by the decoder may not show: the filter gets twice what it gives. */
  private static final int SURPLUS = 2;

  private final ImageDecoder decoder;

  public ThumbnailReader(ImageDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * @param edge length of the long side at most, in pixels; smaller images keep their size
   */
  public Thumbnail read(Path file, int edge) throws BrokenImageException {
    return of(decoder.decodeReduced(file, SURPLUS * edge), edge);
  }

  /** The same of an image that is decoded already. */
  public static Thumbnail of(DecodedImage image, int edge) {
    double scale = Math.min(1, (double) edge / Math.max(image.width(), image.height()));
    int width = Math.max(1, (int) Math.round(image.width() * scale));
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    ResizedCrop whole = ResizedCrop.whole(image.width(), image.height(), width, height);
    return new Thumbnail(width, height, argb(Resizer.resize(image, whole)));
  }

  private static int[] argb(DecodedImage image) {
    int[] argb = new int[image.width() * image.height()];
    int channels = image.layout().channels();
    for (int i = 0; i < argb.length; i++) {
      int alpha =
          image.layout().hasAlpha() ? image.samples()[(i + 1) * channels - 1] << 24 : OPAQUE;
      argb[i] = alpha | RgbConversion.colour(image, i);
    }
    return argb;
  }
}
