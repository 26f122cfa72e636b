package flamingo.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a weight file must be before its format matters. */
final class PlainFile {
  private static final String POINTER = "version https://git-lfs.github.com/spec/";

  private PlainFile() {}

  /**
   * @param remedy what to do if there is no such file
   * @throws CheckpointException if there is no such file, or only the few lines that Git puts in
   *     the place of a large one
   */
  static void require(Path path, String remedy) {
    if (!Files.isRegularFile(path)) {
      String what = Files.exists(path) ? "it is not a file" : "there is no such file";
      throw new CheckpointException(CheckpointProblem.UNREADABLE_FILE, path, what, remedy);
    }
    if (isPointer(path)) {
      throw new CheckpointException(
          CheckpointProblem.LFS_POINTER,
          path,
          "it holds no weights, but the text that Git LFS puts in the place of a large file",
          "run \"git lfs pull\" in its folder, or download the file itself");
    }
  }

  private static boolean isPointer(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(POINTER.length()), StandardCharsets.US_ASCII).equals(POINTER);
    } catch (IOException e) {
      throw SafetensorsFile.unreadable(path, e);
    }
  }
}
