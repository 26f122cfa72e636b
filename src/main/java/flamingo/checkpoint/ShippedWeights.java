package flamingo.checkpoint;

import flamingo.model.layer.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The trained weights that come with the program. */
public final class ShippedWeights {
  private static final String FOLDER = "/flamingo/weights/";

  private ShippedWeights() {}

  /** Mini Flamingo's, if this build has them. */
  public static Optional<Weights> mini() {
    return weights("mini-flamingo.safetensors");
  }

  /** Those of its draft, if this build has them. */
  public static Optional<Weights> miniDraft() {
    return weights("mini-flamingo-draft.safetensors");
  }

  private static Optional<Weights> weights(String name) {
    try (InputStream packed = ShippedWeights.class.getResourceAsStream(FOLDER + name)) {
      return packed == null ? Optional.empty() : Optional.of(read(packed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file in a jar cannot be opened by its place; all of its tensors are read at once. */
  private static Weights read(InputStream packed) throws IOException {
    Path unpacked = Files.createTempFile("mini-flamingo", ".safetensors");
    try {
      Files.copy(packed, unpacked, StandardCopyOption.REPLACE_EXISTING);
      try (SafetensorsFile file = SafetensorsFile.open(unpacked)) {
        return file.weights();
      }
    } finally {
      Files.delete(unpacked);
    }
  }
}
