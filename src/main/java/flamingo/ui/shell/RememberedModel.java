package flamingo.ui.shell;

import flamingo.controller.ModelChoice;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The model under study as the window remembers it: a word, or the path of its files. */
final class RememberedModel {
  private static final String MINI = "mini";
  private static final String STUDY = "study";

  private RememberedModel() {}

  static String text(ModelChoice choice) {
    if (choice.equals(ModelChoice.STUDY)) {
      return STUDY;
    }
    Path files = choice.files().weights();
    return files == null ? MINI : files.toAbsolutePath().toString();
  }

  /** Mini Flamingo where the files are not there any more. */
  static ModelChoice of(String text) {
    if (text.equals(STUDY)) {
      return ModelChoice.STUDY;
    }
    try {
      boolean there = !text.isEmpty() && !text.equals(MINI) && Files.exists(Path.of(text));
      return there ? ModelChoice.of(Path.of(text)) : ModelChoice.MINI;
    } catch (InvalidPathException e) {
      return ModelChoice.MINI;
    }
  }
}
