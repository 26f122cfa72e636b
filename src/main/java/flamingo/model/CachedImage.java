package flamingo.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One image of a cache. It stays in the arrays that it was computed in, together with its batch,
 * and moves to arrays of its own when another of the batch leaves the cache. Threads that read it
 * finish before it is freed, and find nothing after that.
 */
final class CachedImage {
  private final long bytes;
  private SharedImages images; // null once it has been freed
  private int place;

  /** Takes over one hold of the images. */
  CachedImage(SharedImages images, int place) {
    this.bytes = images.images().bytesOfOne();
    this.images = images;
    this.place = place;
  }

  /**
   * The next image of a file, as {@link #write} wrote it.
   *
   * @param one is filled and taken over
   */
  static CachedImage read(DataInput input, EncodedImages one) throws IOException {
    try {
      for (INDArray array : one.arrays()) {
        byte[] all = new byte[Math.toIntExact(EncodedImages.bytesOfOne(array))];
        input.readFully(all);
        memory(array, all.length).put(all);
      }
    } catch (IOException e) {
      one.close();
      throw e;
    }
    return new CachedImage(new SharedImages(one), 0);
  }

  long bytes() {
    return bytes;
  }

  /** Where it is; null if it has been freed. */
  synchronized SharedImages images() {
    return images;
  }

  synchronized boolean isAt(SharedImages others, int otherPlace) {
    return images == others && place == otherPlace;
  }

  /** False if it has been freed. */
  boolean copyTo(EncodedImages others, int otherPlace) {
    SharedImages from;
    int at;
    synchronized (this) {
      if (images == null || !images.hold()) {
        return false;
      }
      from = images;
      at = place;
    }
    from.images().copyTo(at, others, otherPlace);
    from.letGo();
    return true;
  }

  /** Lets go of the images. */
  synchronized void free() {
    if (images != null) {
      images.letGo();
      images = null;
    }
  }

  /** Lets go of the images, which the others of its batch leave, too. */
  void evict() {
    SharedImages batch = images();
    free();
    if (batch != null && batch.count() > 1) {
      batch.cached().forEach(each -> each.moveOutOf(batch));
    }
  }

  private synchronized void moveOutOf(SharedImages batch) {
    if (images == batch) {
      images = new SharedImages(copy());
      place = 0;
      batch.letGo();
    }
  }

  /** False, and nothing written, if it has been freed. */
  boolean write(byte[] key, DataOutput output) throws IOException {
    EncodedImages copy = copy();
    if (copy == null) {
      return false;
    }
    try (copy) {
      output.write(key);
      for (INDArray array : copy.arrays()) {
        byte[] all = new byte[Math.toIntExact(EncodedImages.bytesOfOne(array))];
        memory(array, all.length).get(all);
        output.write(all);
      }
    }
    return true;
  }

  private synchronized EncodedImages copy() {
    return images == null ? null : images.images().copyOf(place, place + 1);
  }

  private static BytePointer memory(INDArray array, long bytes) {
    return new BytePointer(array.data().addressPointer()).capacity(bytes);
  }
}
