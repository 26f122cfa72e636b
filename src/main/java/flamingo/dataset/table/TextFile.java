package flamingo.dataset.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file of unknown origin, read whole. */
final class TextFile {
  private static final int MOST_BYTES = 64 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * @return its text without a byte order mark
   * @throws TableException if it cannot be read, exceeds 64 MiB or is not UTF-8
   */
  static String read(Path file) throws TableException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes(file)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException other) {
      throw new TableException("the text is not in UTF-8", "save it in UTF-8");
    } catch (IOException unreadable) {
      throw new TableException("the file cannot be read", "change its permissions or remove it");
    }
  }

  private static ByteBuffer bytes(Path file) throws IOException, TableException {
    if (!Files.isRegularFile(file)) {
      throw new TableException("this is not an ordinary file", "remove it");
    }
    try (InputStream input = Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new TableException("the file is larger than 64 MiB", "split its folder into several");
      }
      return ByteBuffer.wrap(bytes);
    }
  }
}
