package flamingo.image;

import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.IOException;

/** The few entries of EXIF and TIFF directories that matter here. */
final class Exif {
  private static final int LARGEST_BLOCK = 1 << 20;

  private Exif() {}

  /** Null where the block is larger than any that a camera writes. */
  static FileSpan span(long start, long length) {
    return length > LARGEST_BLOCK ? null : new FileSpan(start, (int) length);
  }

  static ImageHeader tiff(FileBytes file) throws IOException, BrokenImageException {
    ExifIFD0Directory directory = tiffDirectory(file);
    Long width =
        directory == null ? null : directory.getLongObject(ExifIFD0Directory.TAG_IMAGE_WIDTH);
    Long height =
        directory == null ? null : directory.getLongObject(ExifIFD0Directory.TAG_IMAGE_HEIGHT);
    if (width == null || height == null) {
      throw file.broken("the TIFF header is damaged", "copy or download the image again");
    }
    return new ImageHeader(ImageFormat.TIFF, width, height, null);
  }

  /** How the camera was held; upright where nothing, or nonsense, is said. */
  static Orientation orientation(FileBytes file, ImageHeader header) throws IOException {
    ExifIFD0Directory directory = null;
    if (header.format() == ImageFormat.TIFF) {
      directory = tiffDirectory(file);
    } else if (header.exif() != null) {
      Metadata metadata = new Metadata();
      new ExifReader().extract(new FileMetadataInput(file, header.exif()), metadata);
      directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    }
    Integer value =
        directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return Orientation.of(value == null ? 1 : value);
  }

  private static ExifIFD0Directory tiffDirectory(FileBytes file) throws IOException {
    FileSpan whole = new FileSpan(0, (int) Math.min(file.size(), Integer.MAX_VALUE));
    try {
      Metadata metadata = TiffMetadataReader.readMetadata(new FileMetadataInput(file, whole));
      return metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    } catch (TiffProcessingException damaged) {
      return null;
    }
  }
}
