package flamingo.ui.shell;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for a folder or a file. */
public interface FileDialogs {
  /**
   * @param initial where to begin; null for wherever the desktop likes
   * @return empty where the user cancelled
   */
  Optional<Path> folder(Path initial);

  /**
   * @param name a proposal; what the name ends with chooses the format
   * @return empty where the user cancelled
   */
  Optional<Path> saveResults(String name);
}
