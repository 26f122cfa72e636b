package flamingo.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Says in a sentence why results could not be written. */
final class Unwritable {
  private Unwritable() {}

  static String sentence(Path target, IOException failure) {
    Path folder = target.toAbsolutePath().getParent();
    return "The results could not be written to " + target + ": " + why(folder, failure) + ".";
  }

  private static String why(Path folder, IOException failure) {
    if (Files.isRegularFile(folder)) {
      return folder.getFileName() + " is a file, not a folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "its folder is read-only";
    }
    if (failure instanceof NoSuchFileException) {
      return Files.exists(folder) ? "its folder takes no files" : "its folder does not exist";
    }
    return isFull(failure) ? "the disk is full" : saidBySystem(failure);
  }

  /** Systems say so in their own words: "No space left", "not enough space". */
  private static boolean isFull(IOException failure) {
    return failure.getMessage() != null && failure.getMessage().contains("space");
  }

  private static String saidBySystem(IOException failure) {
    return failure instanceof FileSystemException failed && failed.getReason() != null
        ? failed.getReason().toLowerCase(Locale.ROOT)
        : "the file system says " + failure.getMessage();
  }
}
