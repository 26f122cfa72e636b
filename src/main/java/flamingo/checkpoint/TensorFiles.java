package flamingo.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Opens weights of any format. */
public final class TensorFiles {
  private static final int PICKLE = 0x80;
  private static final String ZIP = "PK";

  private TensorFiles() {}

  /**
   * @param path a safetensors or PyTorch file, or a folder as Hugging Face saves it
   * @throws CheckpointException if it is none of them, or not sound
   */
  public static TensorSource open(Path path) {
    return Files.isDirectory(path) ? TensorFolder.open(path) : openFile(path);
  }

  /** The content decides; an ending only says what a file should have been that is neither. */
  static TensorSource openFile(Path path) {
    PlainFile.require(path, "choose a .pt, .bin or .safetensors file");
    return isTorch(path) ? TorchFile.open(path) : SafetensorsFile.open(path);
  }

  private static boolean isTorch(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".safetensors")) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(2);
      boolean zip = start.length == 2 && start[0] == ZIP.charAt(0) && start[1] == ZIP.charAt(1);
      boolean pickle = start.length > 0 && (start[0] & 0xFF) == PICKLE;
      return zip
          || pickle
          || name.endsWith(".pt")
          || name.endsWith(".bin")
          || name.endsWith(".pth");
    } catch (IOException e) {
      throw SafetensorsFile.unreadable(path, e);
    }
  }
}
