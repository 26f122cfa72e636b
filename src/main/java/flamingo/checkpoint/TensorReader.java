package flamingo.checkpoint;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Brings a tensor's bytes into an array: large aligned F32, F16 and BF16 tensors as a mapping of
 * the file, each with a mapping of its own (one mapping cannot exceed 2 GiB), everything else by
 * reading straight into the array's memory.
 */
final class TensorReader {
  /** Below this a mapping costs more than a copy, and the system limits their number. */
  private static final long SMALLEST_MAPPING = 64 * 1024;

  private static final int CHUNK = 1 << 28;

  private final FileChannel channel;
  private final long dataBegin;

  TensorReader(FileChannel channel, long dataBegin) {
    this.channel = channel;
    this.dataBegin = dataBegin;
  }

  /** A tensor in memory of its own. */
  INDArray load(TensorEntry entry) throws IOException {
    DataType type = entry.type().array().orElseThrow();
    return entry.elements() == 0 ? Nd4j.create(type, entry.shape()) : copy(entry, type);
  }

  /** A tensor as it lies in the file; empty if it is small, not aligned, or of another type. */
  Optional<INDArray> map(TensorEntry entry) throws IOException {
    return isMappable(entry) ? Optional.of(mapped(entry)) : Optional.empty();
  }

  private boolean isMappable(TensorEntry entry) {
    return List.of(StoredType.F32, StoredType.F16, StoredType.BF16).contains(entry.type())
        && (dataBegin + entry.begin()) % entry.type().bytes() == 0
        && entry.bytes() >= SMALLEST_MAPPING
        && entry.bytes() <= Integer.MAX_VALUE;
  }

  private INDArray mapped(TensorEntry entry) throws IOException {
    MappedByteBuffer mapped =
        channel.map(FileChannel.MapMode.READ_ONLY, dataBegin + entry.begin(), entry.bytes());
    mapped.order(ByteOrder.LITTLE_ENDIAN);
    Pointer pointer = // keeps the buffer
        entry.type() == StoredType.F32
            ? new FloatPointer(mapped.asFloatBuffer())
            : new ShortPointer(mapped.asShortBuffer());
    DataType type = entry.type().array().orElseThrow();
    DataBuffer buffer = Nd4j.createBuffer(pointer, entry.elements(), type);
    return array(buffer, entry);
  }

  private INDArray copy(TensorEntry entry, DataType type) throws IOException {
    DataBuffer buffer = Nd4j.createBuffer(type, entry.elements(), false);
    Pointer memory = buffer.pointer();
    for (long done = 0; done < entry.bytes(); done += CHUNK) {
      long count = Math.min(CHUNK, entry.bytes() - done);
      BytePointer part = new BytePointer(memory).capacity(entry.bytes());
      part.position(done).limit(done + count);
      SafetensorsFile.readFully(channel, part.asByteBuffer(), dataBegin + entry.begin() + done);
    }
    return array(buffer, entry);
  }

  private static INDArray array(DataBuffer buffer, TensorEntry entry) {
    long[] shape = entry.shape();
    return Nd4j.create(buffer, shape, Nd4j.getStrides(shape, 'c'), 0, 'c', buffer.dataType());
  }
}
