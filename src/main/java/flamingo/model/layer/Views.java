package flamingo.model.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Parts of a batch of sequences, [B, L, D], on the same memory. */
public final class Views {
  private Views() {}

  /** One sample as a batch of one, [1, L, D]. */
  public static INDArray sample(INDArray x, long index) {
    return x.get(interval(index, index + 1), all(), all());
  }

  /** Positions {@code from} to {@code to - 1}, [B, to - from, D]. */
  public static INDArray rows(INDArray x, long from, long to) {
    return x.get(all(), interval(from, to), all());
  }

  /** Features {@code from} to {@code to - 1}, [B, L, to - from]. */
  public static INDArray columns(INDArray x, long from, long to) {
    return x.get(all(), all(), interval(from, to));
  }
}
