package flamingo.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Writes a file whole or not at all: what was there before stays where it fails. A device or a pipe
 * is written to as it is.
 */
public final class WholeFile {
  private WholeFile() {}

  /**
   * @throws ReportException if the folder cannot be written to, is gone, or the disk is full
   */
  public static void write(Path target, String text) throws ReportException {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws ReportException if the folder cannot be written to, is gone, or the disk is full
   */
  public static void write(Path target, byte[] bytes) throws ReportException {
    try {
      if (isDevice(target)) {
        Files.write(target, bytes);
      } else {
        replace(target, bytes);
      }
    } catch (IOException e) {
      throw new ReportException(Unwritable.sentence(target, e), e);
    }
  }

  private static boolean isDevice(Path target) throws IOException {
    return Files.exists(target)
        && Files.readAttributes(target, BasicFileAttributes.class).isOther();
  }

  private static void replace(Path target, byte[] bytes) throws IOException {
    Path beside = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.write(beside, bytes);
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(beside, e);
      throw e;
    }
  }

  private static void discard(Path beside, IOException failure) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
