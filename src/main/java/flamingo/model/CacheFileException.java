package flamingo.model;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file of cached images that cannot be read or written; the message says what to do. */
public final class CacheFileException extends RuntimeException {
  private CacheFileException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * @param what is wrong with the file
   */
  static CacheFileException refused(Path file, String what, Throwable cause) {
    return new CacheFileException(
        "The image cache %s %s; delete it or name another file.".formatted(file, what), cause);
  }

  static CacheFileException unwritable(Path file, IOException cause) {
    return new CacheFileException(
        "The image cache could not be written to %s (%s); name a file in a folder that has room and takes files."
            .formatted(file, why(cause)),
        cause);
  }

  /** The file system's own words, where it has some. */
  private static String why(IOException cause) {
    if (!(cause instanceof FileSystemException failure)) {
      return cause.getMessage();
    }
    return failure.getReason() == null ? "no file can be made there" : failure.getReason();
  }

  /** Where there is nothing that a file could be bound to. */
  static CacheFileException unbound(Path file, String why) {
    return new CacheFileException(
        "The image cache %s cannot be used: %s.".formatted(file, why), null);
  }
}
