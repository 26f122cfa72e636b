package flamingo.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One image of a cache: the bytes of its arrays, one after the other. Threads that read it finish
 * before it is freed, and find nothing after that: what they hold are copies.
 */
final class CachedImage {
  private final BytePointer memory;
  private final long bytes;
  private boolean freed;

  private CachedImage(long bytes) {
    this.bytes = bytes;
    this.memory = new BytePointer(bytes);
  }

  /** A copy of one of several images. */
  static CachedImage of(EncodedImages images, int place) {
    CachedImage one = new CachedImage(images.bytesOfOne());
    long offset = 0;
    for (INDArray array : images.arrays()) {
      long size = EncodedImages.bytesOfOne(array);
      copy(address(array), place * size, one.memory, offset, size);
      offset += size;
    }
    return one;
  }

  /** The next image of a file, as {@link #write} wrote it. */
  static CachedImage read(DataInput input, long bytes) throws IOException {
    byte[] all = new byte[Math.toIntExact(bytes)];
    input.readFully(all);
    CachedImage one = new CachedImage(bytes);
    one.memory.put(all);
    return one;
  }

  long bytes() {
    return bytes;
  }

  /** False if it has been freed. */
  synchronized boolean copyTo(EncodedImages others, int place) {
    if (freed) {
      return false;
    }
    long offset = 0;
    for (INDArray array : others.arrays()) {
      long size = EncodedImages.bytesOfOne(array);
      copy(memory, offset, address(array), place * size, size);
      offset += size;
    }
    return true;
  }

  synchronized void free() {
    if (!freed) {
      freed = true;
      memory.close();
    }
  }

  /** False, and nothing written, if it has been freed. */
  synchronized boolean write(byte[] key, DataOutput output) throws IOException {
    if (freed) {
      return false;
    }
    byte[] all = new byte[Math.toIntExact(bytes)];
    memory.position(0).get(all);
    output.write(key);
    output.write(all);
    return true;
  }

  private static BytePointer address(INDArray array) {
    return new BytePointer(array.data().addressPointer());
  }

  private static void copy(
      BytePointer from, long offset, BytePointer to, long otherOffset, long size) {
    BytePointer.memcpy(to.position(otherOffset), from.position(offset), size);
  }
}
