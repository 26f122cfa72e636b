package flamingo.tensor.onednn;

import flamingo.tensor.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory for arrays that live as long as a {@link Scope}: handed out from the bottom up, taken back
 * all at once. The array objects are kept with their place, too, because making one costs more than
 * most operations on it: a pass that asks for the same shapes again gets the same objects and
 * allocates nothing.
 *
 * <p>Where a pass needs more than there is, it goes on in a further block; when the outermost scope
 * closes, the blocks are replaced by a single one of their total size.
 */
final class Arena {
  private static final long ALIGNMENT = 64;
  private static final long SMALLEST_BLOCK = 1 << 20;

  /** Memory in one piece, with the arrays that were made in it. */
  private static final class Block {
    private final long bytes;
    private final BytePointer memory;
    private final Map<Place, INDArray> arrays = new HashMap<>();
    private final DataBuffer floats;
    private final DataBuffer halves;
    private final DataBuffer integers;

    Block(long bytes) {
      this.bytes = bytes;
      this.memory = new BytePointer(bytes + ALIGNMENT);
      long start = (memory.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      Pointer aligned = new Address().at(start);
      floats =
          Nd4j.createBuffer(
              new FloatPointer(aligned).capacity(bytes / 4), bytes / 4, DataType.FLOAT);
      halves =
          Nd4j.createBuffer(
              new ShortPointer(aligned).capacity(bytes / 2), bytes / 2, DataType.BFLOAT16);
      integers =
          Nd4j.createBuffer(
              new BytePointer(aligned).<BytePointer>capacity(bytes), bytes, DataType.INT8);
    }

    private DataBuffer buffer(DataType type) {
      if (type == DataType.INT8) {
        return integers;
      }
      return type == DataType.FLOAT ? floats : halves;
    }

    INDArray array(long at, DataType type, long[] shape) {
      return arrays.computeIfAbsent(
          new Place(at, type, Arrays.hashCode(shape), shape),
          place -> {
            long[] strides = Nd4j.getStrides(shape, 'c');
            return Nd4j.create(buffer(type), shape.clone(), strides, at / type.width(), 'c', type);
          });
    }
  }

  private record Place(long at, DataType type, int hash, long[] shape) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Place place
          && at == place.at
          && type == place.type
          && Arrays.equals(shape, place.shape);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(at) + 7 * type.ordinal() + hash;
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private int block;
  private long used;
  private int depth;

  boolean isOpen() {
    return depth > 0;
  }

  /** Bytes that the arena holds. */
  long capacity() {
    return blocks.stream().mapToLong(each -> each.bytes).sum();
  }

  INDArray create(DataType type, long... shape) {
    long bytes = type.width();
    for (long size : shape) {
      bytes *= size;
    }
    bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    while (block < blocks.size() && used + bytes > blocks.get(block).bytes) {
      block++;
      used = 0;
    }
    if (block == blocks.size()) {
      blocks.add(new Block(Math.max(Math.max(bytes, SMALLEST_BLOCK), capacity())));
    }
    INDArray array = blocks.get(block).array(used, type, shape);
    used += bytes;
    return array;
  }

  /** Gives the blocks back, unless a scope is open. */
  void free() {
    if (depth == 0) {
      blocks.forEach(each -> each.memory.close());
      blocks.clear();
      block = 0;
      used = 0;
    }
  }

  Scope open() {
    int blockBefore = block;
    long usedBefore = used;
    depth++;
    return new Scope() {
      @Override
      public INDArray keep(INDArray array) {
        return array.dup('c');
      }

      @Override
      public void close() {
        block = blockBefore;
        used = usedBefore;
        depth--;
        if (depth == 0 && blocks.size() > 1) {
          long bytes = capacity();
          blocks.forEach(each -> each.memory.close());
          blocks.clear();
          blocks.add(new Block(bytes));
        }
      }
    };
  }
}
