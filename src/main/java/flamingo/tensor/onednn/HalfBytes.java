package flamingo.tensor.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Packs weights of 4 bits, two a byte, the first one below. oneDNN does so, too, but for these it
 * has only its slow reference, which takes minutes for a billion weights.
 */
final class HalfBytes {
  private static final int HALF = 0xF;
  private static final int BITS = 4;

  /** Weights that are packed at a time; even, so that each time begins with a byte. */
  private static final int SOME = 1 << 16;

  private HalfBytes() {}

  /**
   * @param whole [O, I] INT8, dense, from -8 to 7
   * @param target where they lie in the same order
   */
  static void write(INDArray whole, memory target) {
    long count = whole.length();
    BytePointer numbers = new BytePointer(new Address().at(Address.of(whole))).capacity(count);
    BytePointer bytes = new BytePointer(target.get_data_handle());
    byte[] read = new byte[SOME + 1];
    byte[] packed = new byte[SOME / 2];
    for (long from = 0; from < count; from += SOME) {
      int some = (int) Math.min(SOME, count - from);
      numbers.position(from).get(read, 0, some);
      read[some] = 0; // above the last of an odd number
      for (int i = 0; i < some; i += 2) {
        packed[i / 2] = (byte) (read[i] & HALF | read[i + 1] << BITS);
      }
      bytes.position(from / 2).put(packed, 0, (some + 1) / 2);
    }
  }
}
