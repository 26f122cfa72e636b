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
   * @param initial where to begin; null for wherever the desktop likes
   * @return the folder of a model; empty where the user cancelled
   */
  Optional<Path> modelFolder(Path initial);

  /**
   * @param initial a folder to begin in; null for wherever the desktop likes
   * @return a packed model; empty where the user cancelled
   */
  Optional<Path> modelFile(Path initial);

  /**
   * @param name a proposal; what the name ends with chooses the format
   * @return empty where the user cancelled
   */
  Optional<Path> saveResults(String name);
}
