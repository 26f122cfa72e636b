package flamingo.tensor.onednn;

import java.nio.ByteBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays weights of 4 bits out as a kernel wants them. oneDNN does so, too, but for these it has only
 * its slow reference, which takes minutes for a billion weights.
 *
 * <p>A blocked layout is a sum: where a weight lies follows from its input and its output alone.
 *
 * <pre>
 * I inputs   O outputs   e = place(input) + place(output)   two weights a byte, the even one below
 * </pre>
 *
 * @see <a
 *     href="https://uxlfoundation.github.io/oneDNN/dev_guide_understanding_memory_formats.html">
 *     memory formats</a>
 */
final class HalfByteLayout {
  private static final int HALF = 0xF;
  private static final int BITS = 4;

  private HalfByteLayout() {}

  /** Whether a layout is one of blocks. */
  static boolean describes(memory.desc layout) {
    return layout.get_format_kind().intern() == memory.format_kind.blocked
        && layout.get_size() <= Integer.MAX_VALUE;
  }

  /**
   * @param whole [O, I] INT8, dense, from -8 to 7
   * @param target of the layout [I, O]
   */
  static void write(INDArray whole, memory target) {
    memory.desc layout = target.get_desc();
    int inputs = (int) whole.size(1);
    long[] ofInput = places(layout, 0, inputs);
    long[] ofOutput = places(layout, 1, (int) whole.size(0));
    long bytes = layout.get_size();
    Pointer memory = target.get_data_handle();
    Pointer.memset(memory, 0, bytes);
    ByteBuffer packed = new BytePointer(memory).capacity(bytes).asByteBuffer();
    BytePointer numbers =
        new BytePointer(new Address().at(Address.of(whole))).capacity(whole.length());
    byte[] row = new byte[inputs];
    for (int output = 0; output < ofOutput.length; output++) {
      numbers.position((long) output * inputs).get(row);
      for (int input = 0; input < inputs; input++) {
        long place = ofInput[input] + ofOutput[output];
        int shift = (int) (place & 1) * BITS;
        int at = (int) (place >> 1);
        packed.put(at, (byte) (packed.get(at) | (row[input] & HALF) << shift));
      }
    }
  }

  /** What each index of a dimension adds to a weight's place. */
  private static long[] places(memory.desc layout, int dimension, int count) {
    LongPointer strides = layout.get_strides();
    LongPointer blocks = layout.get_inner_blks();
    LongPointer dimensions = layout.get_inner_idxs();
    long[] places = new long[count];
    for (int index = 0; index < count; index++) {
      long left = index;
      long step = 1;
      for (int block = layout.get_inner_nblks() - 1; block >= 0; block--) {
        if (dimensions.get(block) == dimension) {
          places[index] += left % blocks.get(block) * step;
          left /= blocks.get(block);
        }
        step *= blocks.get(block);
      }
      places[index] += left * strides.get(dimension);
    }
    return places;
  }
}
