package flamingo.image;

import java.io.EOFException;
import java.io.IOException;

/**
 * A WebP file's size and EXIF block.
 *
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP container</a>
 */
final class WebpHeader {
  private static final int FIRST_CHUNK = 12;
  private static final int FRAME_HEADER = 16;
  private static final String AGAIN = "copy or download the image again";

  private WebpHeader() {}

  static ImageHeader read(FileBytes file) throws IOException, BrokenImageException {
    if (file.u32le(4) + 8 > file.size()) {
      throw new EOFException();
    }
    if (!file.tag(FIRST_CHUNK).equals("VP8X")) {
      return picture(file, FIRST_CHUNK);
    }
    long width = 1L + file.u24le(24);
    long height = 1L + file.u24le(27);
    ImageHeader first = firstPicture(file);
    if (first.width() > width || first.height() > height) {
      throw file.broken("the WebP header contradicts itself", AGAIN);
    }
    long exif = find(file, "EXIF");
    FileSpan span = exif < 0 ? null : Exif.span(exif + 8, file.u32le(exif + 4));
    return new ImageHeader(ImageFormat.WEBP, width, height, span);
  }

  private static ImageHeader firstPicture(FileBytes file) throws IOException, BrokenImageException {
    for (String kind : new String[] {"VP8 ", "VP8L", "ANMF"}) {
      long at = find(file, kind);
      if (at >= 0) {
        return picture(file, kind.equals("ANMF") ? frame(file, at) : at);
      }
    }
    throw file.broken("the WebP file holds no image", "replace it");
  }

  /** Position of the picture in an animation's frame, after its opacity if any. */
  private static long frame(FileBytes file, long at) throws IOException {
    long inner = at + 8 + FRAME_HEADER;
    return file.tag(inner).equals("ALPH") ? after(file, inner) : inner;
  }

  private static ImageHeader picture(FileBytes file, long at)
      throws IOException, BrokenImageException {
    String kind = file.tag(at);
    long data = at + 8;
    if (kind.equals("VP8 ") && file.u24le(data + 3) == 0x2A019D) {
      return header(file.u16le(data + 6) & 0x3FFF, file.u16le(data + 8) & 0x3FFF);
    }
    if (kind.equals("VP8L") && file.u8(data) == 0x2F) {
      long bits = file.u32le(data + 1);
      return header(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
    }
    throw file.broken("the WebP header is damaged", AGAIN);
  }

  private static ImageHeader header(long width, long height) {
    return new ImageHeader(ImageFormat.WEBP, width, height, null);
  }

  /** Position of the first chunk of this kind, or -1. */
  private static long find(FileBytes file, String kind) throws IOException {
    for (long at = FIRST_CHUNK; at + 8 <= file.size(); at = after(file, at)) {
      if (file.tag(at).equals(kind)) {
        return at;
      }
    }
    return -1;
  }

  private static long after(FileBytes file, long at) throws IOException {
    long length = file.u32le(at + 4);
    return at + 8 + length + (length & 1);
  }
}
