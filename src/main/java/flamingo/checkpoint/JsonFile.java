package flamingo.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The small JSON files that lie beside weights. */
final class JsonFile {
  private static final long LARGEST = 16L << 20;
  private static final String REMEDY = "download it again";

  private JsonFile() {}

  /**
   * @throws CheckpointException if it cannot be read, is larger than any real one, or no JSON
   *     object
   */
  static JsonNode read(Path file) {
    PlainFile.require(file, "download it from where the model comes from");
    try {
      if (Files.size(file) > LARGEST) {
        throw malformed(file, "it is too large to be a configuration", REMEDY);
      }
      JsonNode root = new JsonMapper().readTree(Files.readString(file));
      if (!root.isObject()) {
        throw malformed(file, "it is no JSON object", REMEDY);
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          CheckpointProblem.MALFORMED_CONFIG, file, "it is not valid JSON", REMEDY, e);
    } catch (IOException e) {
      throw SafetensorsFile.unreadable(file, e);
    }
  }

  static CheckpointException malformed(Path file, String what, String remedy) {
    return new CheckpointException(CheckpointProblem.MALFORMED_CONFIG, file, what, remedy);
  }
}
