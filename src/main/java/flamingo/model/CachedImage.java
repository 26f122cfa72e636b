package flamingo.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One image of a cache. Threads that read it finish before it is freed, and find nothing after
 * that: what they hold are copies.
 */
final class CachedImage {
  private final EncodedImages image;
  private boolean freed;

  /**
   * @param image a single one, owned by this from now on
   */
  CachedImage(EncodedImages image) {
    this.image = image;
  }

  long bytes() {
    return image.bytes();
  }

  /** False if it has been freed. */
  synchronized boolean copyTo(EncodedImages others, int place) {
    if (!freed) {
      image.copyTo(0, others, place);
    }
    return !freed;
  }

  synchronized void free() {
    if (!freed) {
      freed = true;
      image.close();
    }
  }

  /** Bytes in the order of the arrays; false, and nothing written, if it has been freed. */
  synchronized boolean write(byte[] key, DataOutput output) throws IOException {
    if (freed) {
      return false;
    }
    output.write(key);
    for (INDArray array : arrays(image)) {
      byte[] bytes = new byte[bytes(array)];
      new BytePointer(array.data().addressPointer()).get(bytes);
      output.write(bytes);
    }
    return true;
  }

  /** Fills the arrays of a single image with what {@link #write} wrote. */
  static void read(DataInput input, EncodedImages image) throws IOException {
    for (INDArray array : arrays(image)) {
      byte[] bytes = new byte[bytes(array)];
      input.readFully(bytes);
      new BytePointer(array.data().addressPointer()).put(bytes);
    }
  }

  private static List<INDArray> arrays(EncodedImages image) {
    return Stream.concat(Stream.of(image.tokens()), image.keyValues().stream()).toList();
  }

  private static int bytes(INDArray array) {
    return Math.toIntExact(array.length() * array.dataType().width());
  }
}
