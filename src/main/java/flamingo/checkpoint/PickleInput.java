package flamingo.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, read forwards; every length is held against what is left. */
final class PickleInput {
  private static final int LONGEST_LINE = 1000;

  private final ByteBuffer bytes;

  PickleInput(byte[] pickle) {
    this.bytes = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  int unsignedByte() throws MalformedPickleException {
    return Byte.toUnsignedInt(need(1).get());
  }

  int unsignedShort() throws MalformedPickleException {
    return Short.toUnsignedInt(need(Short.BYTES).getShort());
  }

  int signedInt() throws MalformedPickleException {
    return need(Integer.BYTES).getInt();
  }

  /** A count of something that fits an int. */
  int count() throws MalformedPickleException {
    int count = signedInt();
    if (count < 0) {
      throw new MalformedPickleException("a length of " + Integer.toUnsignedString(count));
    }
    return count;
  }

  /** The eight bytes of a frame's length, of no use to a reader that holds the whole pickle. */
  long frame() throws MalformedPickleException {
    return need(Long.BYTES).getLong();
  }

  double bigEndianDouble() throws MalformedPickleException {
    return Double.longBitsToDouble(Long.reverseBytes(need(Double.BYTES).getLong()));
  }

  /** A little-endian two's complement integer of at most eight bytes. */
  long longOf(int length) throws MalformedPickleException {
    if (length > Long.BYTES) {
      throw new MalformedPickleException("an integer of " + length + " bytes");
    }
    need(length);
    long value = 0;
    for (int shift = 0; shift < length * Byte.SIZE; shift += Byte.SIZE) {
      value |= (long) Byte.toUnsignedInt(bytes.get()) << shift;
    }
    int unused = Long.SIZE - length * Byte.SIZE;
    return length == 0 ? 0 : value << unused >> unused;
  }

  String text(int length) throws MalformedPickleException {
    need(length);
    ByteBuffer part = bytes.slice().limit(length);
    bytes.position(bytes.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedPickleException("text that is not UTF-8");
    }
  }

  /** Text up to the next line feed. */
  String line() throws MalformedPickleException {
    StringBuilder line = new StringBuilder();
    for (int next = unsignedByte(); next != '\n'; next = unsignedByte()) {
      if (line.length() == LONGEST_LINE) {
        throw new MalformedPickleException("a name of more than " + LONGEST_LINE + " characters");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private ByteBuffer need(int count) throws MalformedPickleException {
    if (count > bytes.remaining()) {
      throw new MalformedPickleException("an end in the middle of an instruction");
    }
    return bytes;
  }
}
