package flamingo.image;

import java.io.IOException;

/**
 * A PNG file's first chunk.
 *
 * @param depth bits a sample
 */
record PngHeader(int width, int height, int depth, Kind kind, boolean interlaced) {
  /** Position after the signature and this chunk. */
  static final int NEXT_CHUNK = 33;

  private static final int LARGEST = Integer.MAX_VALUE;

  /** PNG's colour types. */
  enum Kind {
    GREY(PixelLayout.GREY),
    RGB(PixelLayout.RGB),
    PALETTE(PixelLayout.INDEXED),
    GREY_ALPHA(PixelLayout.GREY_ALPHA),
    RGB_ALPHA(PixelLayout.RGB_ALPHA);

    private final PixelLayout layout;

    Kind(PixelLayout layout) {
      this.layout = layout;
    }

    private static Kind of(int colourType) {
      return switch (colourType) {
        case 0 -> GREY;
        case 2 -> RGB;
        case 3 -> PALETTE;
        case 4 -> GREY_ALPHA;
        case 6 -> RGB_ALPHA;
        default -> null;
      };
    }

    private boolean allows(int depth) {
      return switch (depth) {
        case 1, 2, 4 -> this == GREY || this == PALETTE;
        case 8 -> true;
        case 16 -> this != PALETTE;
        default -> false;
      };
    }
  }

  static PngHeader read(FileBytes file) throws IOException, BrokenImageException {
    long width = file.u32(16);
    long height = file.u32(20);
    int depth = file.u8(24);
    Kind kind = Kind.of(file.u8(25));
    boolean valid = kind != null && kind.allows(depth) && file.u8(26) + file.u8(27) == 0;
    if (!file.tag(12).equals("IHDR") || !valid || width > LARGEST || height > LARGEST) {
      throw file.broken("the PNG header is damaged", "copy or download the image again");
    }
    return new PngHeader((int) width, (int) height, depth, kind, file.u8(28) != 0);
  }

  /**
   * Layout after decoding. One-bit greys count as a palette: Pillow does not average them either.
   */
  PixelLayout layout() {
    return kind == Kind.GREY && depth == 1 ? PixelLayout.INDEXED : kind.layout;
  }

  int channels() {
    return kind.layout.channels();
  }

  int bitsPerPixel() {
    return channels() * depth;
  }
}
