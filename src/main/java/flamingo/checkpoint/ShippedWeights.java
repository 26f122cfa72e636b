package flamingo.checkpoint;

import flamingo.model.layer.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Trained weights that come with the program.
 *
 * @param sha256 of their file, in hexadecimal
 */
public record ShippedWeights(Weights weights, String sha256) {
  private static final String FOLDER = "/flamingo/weights/";
  private static final String MINI = "mini-flamingo.safetensors";

  /** Mini Flamingo's, if this build has them. */
  public static Optional<ShippedWeights> mini() {
    return named(MINI);
  }

  /** Those of its draft, if this build has them. */
  public static Optional<ShippedWeights> miniDraft() {
    return named("mini-flamingo-draft.safetensors");
  }

  /** The depth that was calibrated for these weights, if this build has it. */
  public Optional<CalibratedExit> exit() {
    Path file = CalibratedExit.beside(Path.of(MINI));
    try (InputStream packed = ShippedWeights.class.getResourceAsStream(FOLDER + file)) {
      return packed == null ? Optional.empty() : CalibratedExit.read(packed, file, sha256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ShippedWeights> named(String name) {
    try (InputStream packed = ShippedWeights.class.getResourceAsStream(FOLDER + name)) {
      return packed == null ? Optional.empty() : Optional.of(read(packed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file in a jar cannot be opened by its place; all of its tensors are read at once. */
  private static ShippedWeights read(InputStream packed) throws IOException {
    Path unpacked = Files.createTempFile("mini-flamingo", ".safetensors");
    try {
      Files.copy(packed, unpacked, StandardCopyOption.REPLACE_EXISTING);
      try (SafetensorsFile file = SafetensorsFile.open(unpacked)) {
        return new ShippedWeights(file.weights(), FileHash.sha256(unpacked));
      }
    } finally {
      Files.delete(unpacked);
    }
  }
}
