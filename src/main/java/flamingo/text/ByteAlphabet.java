package flamingo.text;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The letters in which byte-level tokenizers write bytes: printable Latin-1 characters stand for
 * themselves, the other 68 bytes for the characters from U+0100 on.
 *
 * @see <a
 *     href="https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf">GPT-2,
 *     section 2.2</a>
 */
final class ByteAlphabet {
  private static final int BYTES = 256;
  private static final Map<Character, Byte> BYTE_OF = letters();

  private ByteAlphabet() {}

  /** The bytes that a token stands for; its own UTF-8 where it is not in this alphabet. */
  static byte[] bytes(String token) {
    byte[] bytes = new byte[token.length()];
    for (int i = 0; i < bytes.length; i++) {
      Byte value = BYTE_OF.get(token.charAt(i));
      if (value == null) {
        return token.getBytes(StandardCharsets.UTF_8);
      }
      bytes[i] = value;
    }
    return bytes;
  }

  private static Map<Character, Byte> letters() {
    Map<Character, Byte> letters = new HashMap<>();
    char next = BYTES;
    for (int value = 0; value < BYTES; value++) {
      letters.put(isPrintable(value) ? (char) value : next++, (byte) value);
    }
    return Map.copyOf(letters);
  }

  private static boolean isPrintable(int value) {
    return value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xFF && value != 0xAD;
  }
}
