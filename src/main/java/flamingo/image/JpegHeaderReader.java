package flamingo.image;

import java.io.EOFException;
import java.io.IOException;

/**
 * Walks a JPEG file's marker segments up to the first scan, and finds whether the file is whole.
 */
final class JpegHeaderReader {
  static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int TEMPORARY = 0x01;
  private static final int EXIF_PREFIX = 6;
  private static final String RESAVE = "save it again as an ordinary JPEG or PNG";

  private final FileBytes file;
  private int width;
  private int height;
  private int[] componentIds;
  private boolean progressive;
  private boolean jfif;
  private int adobeTransform = JpegHeader.NO_ADOBE;
  private FileSpan exif;

  JpegHeaderReader(FileBytes file) {
    this.file = file;
  }

  JpegHeader read() throws IOException, BrokenImageException {
    long at = 2;
    while (true) {
      at = marker(at);
      int marker = file.u8(at++);
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        break;
      }
      if (!standsAlone(marker)) {
        int length = file.u16(at);
        segment(marker, at + 2, length - 2);
        at += Math.max(length, 2);
      }
    }
    if (componentIds == null) {
      throw file.broken("the JPEG file holds no image", "replace it");
    }
    requireEnd(at);
    return new JpegHeader(width, height, progressive, jfif, adobeTransform, componentIds, exif, at);
  }

  /** Position of the next marker's second byte. */
  private long marker(long from) throws IOException {
    long at = from;
    while (file.u8(at) != 0xFF) {
      at++;
    }
    while (file.u8(at) == 0xFF) {
      at++;
    }
    return at;
  }

  private static boolean standsAlone(int marker) {
    return marker == 0 || marker == TEMPORARY || marker >= 0xD0 && marker <= 0xD8;
  }

  private void segment(int marker, long at, int length) throws IOException, BrokenImageException {
    if (isFrame(marker)) {
      frame(marker, at);
    } else if (marker == APP0 && length >= 5 && file.tag(at).equals("JFIF")) {
      jfif = true;
    } else if (marker == APP1 && exif == null && length > 6 && file.tag(at).equals("Exif")) {
      exif = new FileSpan(at + EXIF_PREFIX, length - EXIF_PREFIX);
    } else if (marker == APP14 && length >= 12 && file.tag(at).equals("Adob")) {
      adobeTransform = file.u8(at + 11);
    }
  }

  /** C0 to CF, less Huffman tables, the reserved one and arithmetic conditioning. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private void frame(int marker, long at) throws IOException, BrokenImageException {
    if (marker > 0xC2 || file.u8(at) != 8) {
      throw file.broken("the JPEG is lossless, arithmetic-coded or not 8-bit", RESAVE);
    }
    progressive = marker == 0xC2;
    int components = file.u8(at + 5);
    if (components != 1 && components != 3 && components != 4) {
      throw file.broken("the JPEG has " + components + " components, not 1, 3 or 4", RESAVE);
    }
    height = file.u16(at + 1);
    width = file.u16(at + 3);
    componentIds = new int[components];
    for (int c = 0; c < components; c++) {
      componentIds[c] = file.u8(at + 6 + 3 * c);
    }
  }

  /** Looks from the end, where it is in most files; phones append videos to photos. */
  private void requireEnd(long scan) throws IOException {
    int next = 0;
    for (long at = file.size() - 1; at >= scan; at--) {
      int value = file.u8FromEnd(at);
      if (value == 0xFF && next == END_OF_IMAGE) {
        return;
      }
      next = value;
    }
    throw new EOFException();
  }
}
