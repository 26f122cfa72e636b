package flamingo.image;

import java.io.IOException;

/**
 * A GIF file's screen and where its first frame lies on it. A frame that reaches beyond makes the
 * screen larger.
 *
 * @param transparent palette entry that fills what the frame leaves free, 0 if none
 */
record GifHeader(
    int screenWidth, int screenHeight, int left, int top, int width, int height, int transparent) {
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;
  private static final int GRAPHIC_CONTROL = 0xF9;

  static GifHeader read(FileBytes file) throws IOException, BrokenImageException {
    long at = 13 + paletteBytes(file.u8(10));
    int transparent = 0;
    while (file.u8(at) == EXTENSION) {
      if (file.u8(at + 1) == GRAPHIC_CONTROL && (file.u8(at + 3) & 1) != 0) {
        transparent = file.u8(at + 6);
      }
      at = afterBlocks(file, at + 2);
    }
    if (file.u8(at) != FRAME) {
      throw file.broken("the GIF file holds no image", "replace it");
    }
    long pixels = at + 10 + paletteBytes(file.u8(at + 9)) + 1;
    afterBlocks(file, pixels);
    return new GifHeader(
        file.u16le(6),
        file.u16le(8),
        file.u16le(at + 1),
        file.u16le(at + 3),
        file.u16le(at + 5),
        file.u16le(at + 7),
        transparent);
  }

  private static int paletteBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  private static long afterBlocks(FileBytes file, long first) throws IOException {
    long at = first;
    while (file.u8(at) != 0) {
      at += file.u8(at) + 1;
    }
    return at + 1;
  }

  ImageHeader canvas() {
    int right = Math.max(screenWidth, left + width);
    int bottom = Math.max(screenHeight, top + height);
    return new ImageHeader(ImageFormat.GIF, right, bottom, null);
  }
}
