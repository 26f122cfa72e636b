package flamingo.text;

import java.nio.charset.StandardCharsets;

/**
 * Bytes that may be cut anywhere to text. What is not UTF-8 becomes U+FFFD, one for each maximal
 * part of a character.
 *
 * @see <a href="https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf">Unicode, section 3.9,
 *     table 3-7 and "U+FFFD Substitution of Maximal Subparts"</a>
 */
final class Utf8 {
  private static final int CONTINUATION = 0x80;
  private static final int LAST_CONTINUATION = 0xBF;

  private Utf8() {}

  static String decode(byte[] bytes) {
    return decode(bytes, bytes.length);
  }

  /** The text of the first {@code count} bytes. */
  static String decode(byte[] bytes, int count) {
    StringBuilder text = new StringBuilder(count);
    int at = 0;
    while (at < count) {
      int length = matching(bytes, at, count);
      boolean whole = length == expected(bytes[at]);
      text.append(whole ? new String(bytes, at, length, StandardCharsets.UTF_8) : "\uFFFD");
      at += length;
    }
    return text.toString();
  }

  /** How many of the bytes are text whatever follows: all but a character that has only begun. */
  static int settled(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int length = matching(bytes, at, bytes.length);
      if (at + length == bytes.length && length < expected(bytes[at])) {
        return at;
      }
      at += length;
    }
    return at;
  }

  /** Bytes from here on that agree with the form of one character, 1 at least. */
  private static int matching(byte[] bytes, int at, int end) {
    int expected = expected(bytes[at]);
    int length = 1;
    while (length < expected && at + length < end && follows(bytes, at, length)) {
      length++;
    }
    return length;
  }

  /** Bytes of the character that begins so; 0 where none begins so. */
  private static int expected(byte lead) {
    int value = lead & 0xFF;
    if (value < CONTINUATION) {
      return 1;
    }
    if (value < 0xC2 || value > 0xF4) {
      return 0;
    }
    return value < 0xE0 ? 2 : value < 0xF0 ? 3 : 4;
  }

  private static boolean follows(byte[] bytes, int at, int place) {
    int value = bytes[at + place] & 0xFF;
    int least = CONTINUATION;
    int most = LAST_CONTINUATION;
    if (place == 1) {
      switch (bytes[at] & 0xFF) {
        case 0xE0 -> least = 0xA0; // shorter forms exist
        case 0xED -> most = 0x9F; // halves of surrogate pairs
        case 0xF0 -> least = 0x90;
        case 0xF4 -> most = 0x8F; // beyond U+10FFFF
        default -> {}
      }
    }
    return value >= least && value <= most;
  }
}
