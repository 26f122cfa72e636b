package flamingo.image;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads image files of unknown origin: recognised by content, refused by their headers before
 * memory is taken, never trusted. Immutable, for any number of threads.
 */
public final class ImageDecoder {
  private static final String RESAVE = "open it elsewhere and save it as PNG or JPEG";

  private final DecodeLimits limits;
  private final OrientationPolicy orientation;

  public ImageDecoder(DecodeLimits limits, OrientationPolicy orientation) {
    this.limits = limits;
    this.orientation = orientation;
  }

  /** Turns photos upright. */
  public static ImageDecoder forPhotos() {
    return new ImageDecoder(DecodeLimits.ofThisProcess(), OrientationPolicy.APPLY);
  }

  /** Leaves every pixel where it is stored, as OpenFlamingo's preprocessing does. */
  public static ImageDecoder asStored() {
    return new ImageDecoder(DecodeLimits.ofThisProcess(), OrientationPolicy.IGNORE);
  }

  /**
   * Checks what can be checked without decoding: format, size, limits, and that the file is not cut
   * off.
   *
   * @return stored width and height in pixels
   * @throws BrokenImageException if it is no image, or one that would be refused
   */
  public ImageSize check(Path file) throws BrokenImageException {
    return open(file, bytes -> ImageSize.of(header(bytes)));
  }

  /**
   * The image, its first frame or page where there are more.
   *
   * @throws BrokenImageException if it cannot be decoded; the sentence says why and what to do
   */
  public DecodedImage decode(Path file) throws BrokenImageException {
    return open(file, bytes -> decode(bytes, header(bytes), 1));
  }

  /**
   * The image reduced by leaving out pixels, no smaller than {@code edge}: for the screen only.
   *
   * @param edge shortest permitted length of the long side, in pixels
   */
  DecodedImage decodeReduced(Path file, int edge) throws BrokenImageException {
    return open(
        file,
        bytes -> {
          ImageHeader header = header(bytes);
          long side = Math.max(header.width(), header.height());
          return decode(bytes, header, (int) Math.max(1, side / edge));
        });
  }

  private ImageHeader header(FileBytes file) throws IOException, BrokenImageException {
    limits.checkLength(file.file(), file.size());
    ImageHeader header = ImageHeaderReader.read(file);
    limits.checkSize(file.file(), header.width(), header.height());
    return header;
  }

  private DecodedImage decode(FileBytes file, ImageHeader header, int step)
      throws IOException, BrokenImageException {
    DecodedImage image =
        switch (header.format()) {
          case JPEG -> JpegDecoder.decode(file, step);
          case PNG -> PngDecoder.decode(file, step);
          default -> PluginDecoder.decode(file, header, step);
        };
    boolean turn = orientation == OrientationPolicy.APPLY;
    return turn ? Exif.orientation(file, header).apply(image) : image;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(FileBytes file) throws IOException, BrokenImageException;
  }

  /**
   * Every way in which reading fails, as one sentence. Decoders meet hostile bytes with any
   * exception.
   */
  private static <T> T open(Path file, Reading<T> reading) throws BrokenImageException {
    if (!Files.isRegularFile(file)) {
      throw notAFile(file);
    }
    try (FileBytes bytes = FileBytes.open(file)) {
      return reading.from(bytes);
    } catch (NoSuchFileException | FileNotFoundException gone) {
      throw new BrokenImageException(file, "the file has gone", "open its folder again", gone);
    } catch (AccessDeniedException denied) {
      throw new BrokenImageException(
          file, "the file may not be read", "change its permissions", denied);
    } catch (EOFException early) {
      throw new BrokenImageException(
          file, "the file ends too early", "copy or download it again", early);
    } catch (OutOfMemoryError memory) {
      throw new BrokenImageException(
          file, "decoding it takes more memory than there is", "scale it down first", memory);
    } catch (UnusualImageException unusual) {
      throw new BrokenImageException(file, unusual.getMessage(), RESAVE, unusual);
    } catch (IOException | RuntimeException damaged) {
      throw new BrokenImageException(
          file, "the image is damaged", "copy or download it again", damaged);
    }
  }

  private static BrokenImageException notAFile(Path file) {
    return Files.exists(file)
        ? new BrokenImageException(
            file, "this is not an ordinary file", "remove it or open it as a folder")
        : new BrokenImageException(file, "the file has gone", "open its folder again");
  }
}
