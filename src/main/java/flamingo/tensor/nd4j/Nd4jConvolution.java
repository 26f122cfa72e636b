package flamingo.tensor.nd4j;

import flamingo.tensor.PackedConvolution;
import flamingo.tensor.Precision;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Filters as they are, [O, C, f, f] in FLOAT, rounded to the precision they stand for.
 *
 * @param rounded what they, and x, are rounded to
 */
record Nd4jConvolution(
    INDArray filters,
    INDArray bias,
    int stride,
    int padding,
    Precision precision,
    Precision rounded)
    implements PackedConvolution {

  @Override
  public int inputs() {
    return (int) filters.size(1);
  }

  @Override
  public int outputs() {
    return (int) filters.size(0);
  }

  @Override
  public int filterSize() {
    return (int) filters.size(2);
  }

  @Override
  public DataType inputType() {
    return DataType.FLOAT;
  }

  @Override
  public long bytes() {
    return Float.BYTES * (filters.length() + bias.length());
  }

  @Override
  public String kernel() {
    return "nd4j:mmul";
  }

  /**
   * A product for each place of the filters, summed.
   *
   * @param x [B, S, S', C] dense FLOAT
   * @return [B s s', O] with the bias
   */
  INDArray apply(INDArray x) {
    long height = outputSize(x.size(1));
    long width = outputSize(x.size(2));
    INDArray padded = padded(x);
    INDArray sums = Nd4j.zeros(DataType.FLOAT, x.size(0) * height * width, outputs());
    for (int row = 0; row < filterSize(); row++) {
      for (int column = 0; column < filterSize(); column++) {
        INDArray seen = padded.get(NDArrayIndex.all(), every(row, height), every(column, width));
        INDArray rows = seen.dup('c').reshape('c', sums.size(0), inputs());
        INDArray filter =
            filters
                .get(
                    NDArrayIndex.all(),
                    NDArrayIndex.all(),
                    NDArrayIndex.point(row),
                    NDArrayIndex.point(column))
                .dup('c'); // [O, C]
        sums.addi(rows.mmul(filter.transpose()));
      }
    }
    return sums.addiRowVector(bias);
  }

  private INDArrayIndex every(int first, long count) {
    return NDArrayIndex.interval(first, stride, first + stride * (count - 1) + 1);
  }

  private INDArray padded(INDArray x) {
    if (padding == 0) {
      return x;
    }
    INDArray padded =
        Nd4j.zeros(
            DataType.FLOAT,
            x.size(0),
            x.size(1) + 2L * padding,
            x.size(2) + 2L * padding,
            x.size(3));
    padded
        .get(
            NDArrayIndex.all(),
            NDArrayIndex.interval(padding, padding + x.size(1)),
            NDArrayIndex.interval(padding, padding + x.size(2)))
        .assign(x);
    return padded;
  }
}
