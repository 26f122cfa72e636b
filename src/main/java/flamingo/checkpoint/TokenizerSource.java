package flamingo.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A {@code tokenizer.json}: a file, or its text within a model's own file. */
public final class TokenizerSource {
  private static final String NAME = "tokenizer.json";

  private final Path file;
  private final String text;

  private TokenizerSource(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  static TokenizerSource of(String text) {
    return new TokenizerSource(null, text);
  }

  /** The first that lies in one of the folders. */
  static Optional<TokenizerSource> in(Path... folders) {
    return Stream.of(folders)
        .map(folder -> folder.resolve(NAME))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(file -> new TokenizerSource(file, null));
  }

  /**
   * @throws IOException if the file cannot be read
   */
  String text() throws IOException {
    return file == null ? text : Files.readString(file);
  }

  /**
   * Reads the tokenizer with what only reads files.
   *
   * @throws IOException if a text cannot be laid down as a file
   */
  public <T> T read(Function<Path, T> reader) throws IOException {
    if (file != null) {
      return reader.apply(file);
    }
    Path unpacked = Files.createTempFile("tokenizer", ".json");
    try {
      Files.writeString(unpacked, text);
      return reader.apply(unpacked);
    } finally {
      Files.delete(unpacked);
    }
  }
}
