package flamingo.image;

import java.io.IOException;

/**
 * A JPEG file's markers up to its first scan.
 *
 * @param adobeTransform colour transform named by an Adobe marker, or {@link #NO_ADOBE}
 * @param componentIds one a component
 * @param exif where the EXIF block lies, or null
 * @param firstScan position after the first scan's marker
 */
record JpegHeader(
    int width,
    int height,
    boolean progressive,
    boolean jfif,
    int adobeTransform,
    int[] componentIds,
    FileSpan exif,
    long firstScan) {
  static final int NO_ADOBE = -1;

  private static final int MOST_SCANS = 200;

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

  /**
   * Refuses progressive images of so many scans that a small file would keep the decoder busy for
   * minutes: each scan may pass over all pixels.
   */
  void requireFewScans(FileBytes file) throws IOException, BrokenImageException {
    int scans = 1;
    for (long at = firstScan; progressive && at + 1 < file.size(); at++) {
      if (file.u8(at) == 0xFF && file.u8(at + 1) == JpegHeaderReader.START_OF_SCAN) {
        scans++;
      }
    }
    if (scans > MOST_SCANS) {
      throw file.broken(
          "the JPEG has " + scans + " scans, more than the limit of " + MOST_SCANS,
          "save it again as an ordinary JPEG or PNG");
    }
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
