package flamingo.image;

import java.io.IOException;

/**
 * A JPEG file's markers up to its first scan.
 *
 * @param adobeTransform colour transform named by an Adobe marker, or {@link #NO_ADOBE}
 * @param componentIds one a component
 * @param exif where the EXIF block lies, or null
 */
record JpegHeader(
    int width, int height, boolean jfif, int adobeTransform, int[] componentIds, FileSpan exif) {
  static final int NO_ADOBE = -1;

  /** How the stored components make a colour. */
  enum Colour {
    GREY,
    YCBCR,
    RGB,
    CMYK,
    YCCK
  }

  static JpegHeader read(FileBytes file) throws IOException, BrokenImageException {
    return new JpegHeaderReader(file).read();
  }

  /** Decided as libjpeg does. */
  Colour colour() {
    return switch (componentIds.length) {
      case 1 -> Colour.GREY;
      case 3 -> threeComponents();
      default -> adobeTransform == 2 ? Colour.YCCK : Colour.CMYK;
    };
  }

  private Colour threeComponents() {
    if (jfif) {
      return Colour.YCBCR;
    }
    if (adobeTransform != NO_ADOBE) {
      return adobeTransform == 0 ? Colour.RGB : Colour.YCBCR;
    }
    boolean named = componentIds[0] == 'R' && componentIds[1] == 'G' && componentIds[2] == 'B';
    return named ? Colour.RGB : Colour.YCBCR;
  }
}
