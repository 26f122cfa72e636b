package flamingo.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** FLOAT numbers as a packed file stores them. */
final class PackedNumbers {
  private static final int LIMIT = 127;

  private PackedNumbers() {}

  /** Rounded to the nearest BF16, halves to the even one; what is no number stays none. */
  static ByteBuffer bfloat16(float[] values, int count) {
    ByteBuffer packed = buffer(count * Short.BYTES);
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToIntBits(values[i]);
      int half = 0x7FFF + ((bits >>> 16) & 1);
      packed.putShort((short) (Float.isNaN(values[i]) ? 0x7FC0 : (bits + half) >>> 16));
    }
    return packed.flip();
  }

  static ByteBuffer float32(float[] values, int count) {
    ByteBuffer packed = buffer(count * Float.BYTES);
    for (int i = 0; i < count; i++) {
      packed.putFloat(values[i]);
    }
    return packed.flip();
  }

  /** The step between whole numbers, so that the largest of a row is 127 of it. */
  static float scale(float[] row) {
    float largest = 0;
    for (float value : row) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest / LIMIT;
  }

  /** Rounds a row to whole multiples of the scale. */
  static void integers(float[] row, float scale, ByteBuffer packed) {
    for (float value : row) {
      double whole = scale == 0 ? 0 : Math.rint(value / (double) scale);
      packed.put((byte) Math.max(-LIMIT, Math.min(LIMIT, whole)));
    }
  }

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
