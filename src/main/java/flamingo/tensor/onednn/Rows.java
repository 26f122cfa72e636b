package flamingo.tensor.onednn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An array seen as runs of rows: within a run, rows lie at one distance from each other. A dense
 * array is a single run; a slice over a batch is a run a sample.
 *
 * @param total rows in all
 * @param run rows of a run; divides the total
 * @param width elements of a row, side by side
 * @param stride elements from one row of a run to the next
 */
record Rows(INDArray array, long total, long run, long width, long stride) {

  /**
   * @throws IllegalArgumentException if the elements of a row do not lie side by side
   */
  static Rows of(INDArray array) {
    int rank = array.rank();
    long width = array.size(-1);
    if (width > 1 && array.stride(rank - 1) != 1) {
      throw new IllegalArgumentException("The elements of a row must lie side by side.");
    }
    long run = 1;
    long stride = width;
    for (int dimension = rank - 2; dimension >= 0; dimension--) {
      long size = array.size(dimension);
      long step = array.stride(dimension);
      if (run == 1 && size > 1) {
        stride = step;
      } else if (size > 1 && step != run * stride) {
        break;
      }
      run *= size;
    }
    return new Rows(array, array.length() / width, run, width, stride);
  }

  /** Where a row begins. */
  long address(long row) {
    long offset = 0;
    long left = row;
    for (int dimension = array.rank() - 2; dimension >= 0; dimension--) {
      offset += left % array.size(dimension) * array.stride(dimension);
      left /= array.size(dimension);
    }
    return Address.of(array) + offset * array.data().getElementSize();
  }

  /** Whether the rows of a run follow each other at once. */
  boolean isGapless() {
    return stride == width;
  }

  boolean isDense() {
    return run == total && isGapless();
  }
}
