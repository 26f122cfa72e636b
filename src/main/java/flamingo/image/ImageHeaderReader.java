package flamingo.image;

import java.io.EOFException;
import java.io.IOException;

/**
 * Reads an image's size from its first bytes, and finds files that were cut off: cheap enough for
 * every file.
 */
final class ImageHeaderReader {
  private ImageHeaderReader() {}

  static ImageHeader read(FileBytes file) throws IOException, BrokenImageException {
    if (file.size() == 0) {
      throw file.broken("the file is empty (0 bytes)", "copy or download it again");
    }
    byte[] start = file.bytes(0, ImageFormat.SIGNATURE_BYTES);
    ImageFormat format =
        ImageFormat.of(start)
            .orElseThrow(
                () ->
                    file.broken(
                        "this is not a " + ImageFormat.list() + " image",
                        "convert it to one of these, or remove it"));
    return switch (format) {
      case PNG -> png(file);
      case JPEG -> jpeg(file);
      case GIF -> GifHeader.read(file).canvas();
      case BMP -> bmp(file);
      case WEBP -> WebpHeader.read(file);
      case TIFF -> Exif.tiff(file);
    };
  }

  private static ImageHeader png(FileBytes file) throws IOException, BrokenImageException {
    PngHeader header = PngHeader.read(file);
    long exif = PngChunks.find(file, "eXIf");
    PngChunks.requireEnd(file);
    FileSpan span = exif < 0 ? null : Exif.span(exif + 8, file.u32(exif));
    return new ImageHeader(ImageFormat.PNG, header.width(), header.height(), span);
  }

  private static ImageHeader jpeg(FileBytes file) throws IOException, BrokenImageException {
    JpegHeader header = JpegHeader.read(file);
    return new ImageHeader(ImageFormat.JPEG, header.width(), header.height(), header.exif());
  }

  /**
   * Windows bitmaps with the short header of OS/2 or a long one; stored upside down if the height
   * is positive.
   */
  private static ImageHeader bmp(FileBytes file) throws IOException, BrokenImageException {
    boolean shortHeader = file.u32le(14) == 12;
    long width = shortHeader ? file.u16le(18) : (int) file.u32le(18);
    long height = shortHeader ? file.u16le(20) : Math.abs((long) (int) file.u32le(22));
    long compression = shortHeader ? 0 : file.u32le(30);
    if (compression > 3) {
      throw file.broken("the bitmap is compressed in an unusual way", "save it again as PNG");
    }
    if (file.u32le(10) >= file.size()) {
      throw new EOFException();
    }
    return new ImageHeader(ImageFormat.BMP, width, height, null);
  }
}
