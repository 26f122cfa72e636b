package flamingo.tensor;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights as whole numbers with a scale for each run of inputs of an output: {@code weight = whole
 * * scale}, where the largest number of a run becomes the limit.
 *
 * <pre>
 * O outputs   I inputs   G runs of an output
 *   whole    [O, I]   FLOAT
 *   scales   [O, G]   FLOAT
 * </pre>
 *
 * @param run inputs that share a scale, I / G
 */
public record WholeWeights(INDArray whole, INDArray scales, int run) {
  static final int INT4_RUN = 32;

  /** Added and taken away again, it leaves a FLOAT no room for a fraction: rounds half to even. */
  private static final float ROUND_TO_WHOLE = 12_582_912; // 1.5 x 2^23

  /**
   * @param weight [O, I] FLOAT, dense
   * @param precision one of whole numbers
   */
  public static WholeWeights of(INDArray weight, Precision precision) {
    int inputs = (int) weight.size(1);
    int run = precision == Precision.INT4_WEIGHTS && inputs % INT4_RUN == 0 ? INT4_RUN : inputs;
    INDArray whole = weight.dup('c'); // its reshaped views cannot free it
    INDArray runs = whole.reshape('c', whole.length() / run, run);
    INDArray scales = runs.amax(1).divi(precision.limit());
    scales.addi(scales.eq(0).castTo(DataType.FLOAT)); // a run of zeros stays one
    runs.diviColumnVector(scales).addi(ROUND_TO_WHOLE).subi(ROUND_TO_WHOLE);
    return new WholeWeights(whole, scales.reshape('c', weight.size(0), inputs / run), run);
  }

  /** The weights that these stand for, [O, I]. */
  public INDArray rounded() {
    INDArray rounded = whole.dup('c');
    rounded.reshape('c', scales.length(), run).muliColumnVector(scales.reshape(scales.length()));
    return rounded;
  }
}
