package flamingo.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import flamingo.model.ExitRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A depth of the resampler that was calibrated for a model: the file {@code NAME-exit.json} beside
 * {@code NAME.safetensors}.
 *
 * @param weightsSha256 of the weights that it holds for
 * @param rule when an image leaves
 * @param budgetPoints of accuracy that leaving may cost, 100 for all of it
 * @param confidence that it costs no more, 0 to 1
 * @param dataset whose held-out images it was calibrated on
 * @param trials requests that were asked
 * @param meanDepth layers that ran for an image, on average
 */
@JsonPropertyOrder({
  "weights_sha256",
  "rule",
  "budget_points",
  "confidence",
  "dataset",
  "trials",
  "mean_depth"
})
public record CalibratedExit(
    @JsonProperty("weights_sha256") String weightsSha256,
    @JsonProperty("rule") ExitRule rule,
    @JsonProperty("budget_points") double budgetPoints,
    @JsonProperty("confidence") double confidence,
    @JsonProperty("dataset") String dataset,
    @JsonProperty("trials") int trials,
    @JsonProperty("mean_depth") double meanDepth) {
  private static final String WEIGHTS = "\\.safetensors$";
  private static final String EXIT = "-exit.json";
  private static final int MOST_BYTES = 10_000;
  private static final JsonMapper JSON = new JsonMapper();

  /** Where the file lies for weights. */
  public static Path beside(Path weights) {
    String name = weights.getFileName().toString().replaceFirst(WEIGHTS, "");
    return weights.resolveSibling(name + EXIT);
  }

  /**
   * The one in a file, if it holds for the weights; else none.
   *
   * @param file what it is called in errors
   * @throws CheckpointException if it is damaged
   */
  static Optional<CalibratedExit> read(InputStream input, Path file, String sha256)
      throws IOException {
    try {
      CalibratedExit read = JSON.readValue(input.readNBytes(MOST_BYTES), CalibratedExit.class);
      if (read == null || read.rule == null || read.rule.when() == null) {
        throw damaged(file, null);
      }
      return Optional.of(read).filter(exit -> sha256.equals(exit.weightsSha256));
    } catch (JsonProcessingException e) {
      throw damaged(file, e);
    }
  }

  /**
   * The one beside a file of weights, if it is there and holds for them.
   *
   * @param sha256 of the weights
   * @throws CheckpointException if the file is damaged
   * @throws IOException if it cannot be read
   */
  public static Optional<CalibratedExit> of(Path weights, String sha256) throws IOException {
    Path file = beside(weights);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream input = Files.newInputStream(file)) {
      return read(input, file, sha256);
    }
  }

  /** Writes it as {@link #of} reads it. */
  public void write(Path file) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
  }

  private static CheckpointException damaged(Path file, Exception cause) {
    return new CheckpointException(
        CheckpointProblem.MALFORMED_CONFIG,
        file,
        "is not what calibrate writes",
        "run calibrate again, or delete the file",
        cause);
  }
}
