package flamingo.model;

import flamingo.model.layer.MediaKeyValue;
import flamingo.model.layer.MediaTokens;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * All that the language model needs to know of some images, to be read only: a cache may hold the
 * same arrays. They belong to no scope.
 *
 * <pre>
 * n images   R visual tokens   Dv their width   H heads   d head width
 * </pre>
 *
 * @param tokens visual tokens, [n, R, Dv]
 * @param keyValues what each cross-attention block projects from them, [n, R, 2 H d] a block; empty
 *     where blocks choose what they read before they project
 * @param release what {@link #close()} does
 */
public record EncodedImages(INDArray tokens, List<INDArray> keyValues, Runnable release)
    implements AutoCloseable {
  /** Images whose arrays are freed when this is closed. */
  EncodedImages(INDArray tokens, List<INDArray> keyValues) {
    this(
        tokens,
        keyValues,
        () -> {
          tokens.close();
          keyValues.forEach(INDArray::close);
        });
  }

  /** Number of images. */
  public int count() {
    return (int) tokens.size(0);
  }

  /** Some of the images, in arrays of their own. */
  EncodedImages copyOf(int from, int to) {
    INDArrayIndex some = NDArrayIndex.interval(from, to);
    return new EncodedImages(
        tokens.get(some).dup('c'),
        keyValues.stream().map(array -> array.get(some).dup('c')).toList());
  }

  /** Copies one image to a place among others of the same shape and types. */
  void copyTo(int place, EncodedImages others, int otherPlace) {
    for (int array = 0; array < others.arrays().size(); array++) {
      copy(arrays().get(array), place, others.arrays().get(array), otherPlace);
    }
  }

  /** All arrays: visual tokens first, then block by block. */
  List<INDArray> arrays() {
    List<INDArray> all = new ArrayList<>(1 + keyValues.size());
    all.add(tokens);
    all.addAll(keyValues);
    return all;
  }

  private static void copy(INDArray from, int place, INDArray to, int otherPlace) {
    long bytes = bytesOfOne(from);
    BytePointer source = new BytePointer(from.data().addressPointer());
    BytePointer target = new BytePointer(to.data().addressPointer());
    Pointer.memcpy(target.getPointer(otherPlace * bytes), source.getPointer(place * bytes), bytes);
  }

  /** These images and others after them, in arrays of their own. */
  EncodedImages followedBy(EncodedImages others) {
    List<INDArray> both = new ArrayList<>();
    for (int block = 0; block < keyValues.size(); block++) {
      both.add(Nd4j.concat(0, keyValues.get(block), others.keyValues.get(block)));
    }
    return new EncodedImages(Nd4j.concat(0, tokens, others.tokens), both);
  }

  /** Bytes of all arrays. */
  public long bytes() {
    return bytesOfOne() * count();
  }

  long bytesOfOne() {
    return arrays().stream().mapToLong(EncodedImages::bytesOfOne).sum();
  }

  /** The visual tokens for {@code batch} rows of equally many images. */
  MediaTokens ofRows(int batch) {
    long images = tokens.size(0) / batch;
    return new MediaTokens(tokens.reshape('c', batch, images, tokens.size(1), tokens.size(2)));
  }

  /** The keys and values of one block for {@code batch} rows of equally many images. */
  MediaKeyValue ofBlock(int block, int batch) {
    INDArray packed = keyValues.get(block);
    long rows = packed.size(0) * packed.size(1) / batch;
    return new MediaKeyValue(
        packed.reshape('c', batch, rows, packed.size(2)), (int) packed.size(1));
  }

  @Override
  public void close() {
    release.run();
  }

  static long bytesOfOne(INDArray array) {
    return array.length() / array.size(0) * array.dataType().width();
  }
}
