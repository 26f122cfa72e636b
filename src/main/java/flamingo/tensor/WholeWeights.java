package flamingo.tensor;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Weights as whole numbers with a scale for each run of inputs of an output: {@code weight = whole
 * * scale}, where the largest number of a run becomes the limit. They are rounded a block of rows
 * after the other, so that no copy of all of them takes the memory of FLOAT.
 *
 * <pre>
 * O outputs   I inputs   G runs of an output
 *   whole    [O, I]   INT8
 *   scales   [O, G]   FLOAT
 * </pre>
 *
 * @param run inputs that share a scale, I / G
 */
public record WholeWeights(INDArray whole, INDArray scales, int run) {
  static final int INT4_RUN = 32;

  private static final int ROUNDED_AT_ONCE = 1 << 20;

  /** Added and taken away again, it leaves a FLOAT no room for a fraction: rounds half to even. */
  private static final float ROUND_TO_WHOLE = 12_582_912; // 1.5 x 2^23

  /**
   * @param weight [O, I] FLOAT
   * @param precision one of whole numbers
   */
  public static WholeWeights of(INDArray weight, Precision precision) {
    long outputs = weight.size(0);
    int inputs = (int) weight.size(1);
    int run = precision == Precision.INT4_WEIGHTS && inputs % INT4_RUN == 0 ? INT4_RUN : inputs;
    INDArray whole = Nd4j.createUninitialized(DataType.INT8, outputs, inputs);
    INDArray scales = Nd4j.createUninitialized(DataType.FLOAT, outputs, inputs / run);
    long block = Math.max(1, ROUNDED_AT_ONCE / inputs);
    for (long row = 0; row < outputs; row += block) {
      INDArrayIndex rows = NDArrayIndex.interval(row, Math.min(outputs, row + block));
      round(weight.get(rows), precision.limit(), whole.get(rows), scales.get(rows));
    }
    return new WholeWeights(whole, scales, run);
  }

  private static void round(INDArray weight, int limit, INDArray whole, INDArray scales) {
    try (INDArray numbers = weight.dup('c')) { // its reshaped views cannot free it
      INDArray runs = numbers.reshape('c', scales.length(), numbers.length() / scales.length());
      INDArray steps = runs.amax(1).divi(limit);
      steps.addi(steps.eq(0).castTo(DataType.FLOAT)); // a run of zeros stays one
      runs.diviColumnVector(steps).addi(ROUND_TO_WHOLE).subi(ROUND_TO_WHOLE);
      whole.assign(numbers);
      scales.assign(steps.reshape('c', scales.shape()));
    }
  }

  /** The weights that these stand for, [O, I] FLOAT. */
  public INDArray rounded() {
    INDArray rounded = whole.castTo(DataType.FLOAT);
    rounded.reshape('c', scales.length(), run).muliColumnVector(scales.reshape(scales.length()));
    return rounded;
  }
}
