package flamingo.tensor;

import org.nd4j.linalg.api.buffer.DataType;

/** How the weights of a linear layer are stored and multiplied. Sums are always kept in 32 bits. */
public enum Precision {
  FP32(DataType.FLOAT, 32, 0),
  BF16(DataType.BFLOAT16, 16, 0),
  /** Weights are stored with 11 binary digits and multiplied as FP32. */
  FP16(DataType.FLOAT, 16, 0),
  /**
   * Whole numbers from -127 to 127 with a scale: one for each output of the weights, set when they
   * are packed, and one for each row of x, set at every call.
   */
  INT8(DataType.FLOAT, 8, 127),
  /** Weights as with {@link #INT8}; x is BF16. */
  INT8_WEIGHTS(DataType.BFLOAT16, 8, 127),
  /** Whole numbers from -7 to 7 with a scale for each run of inputs of an output; x is BF16. */
  INT4_WEIGHTS(DataType.BFLOAT16, 4, 7);

  private final DataType activations;
  private final int bitsPerWeight;
  private final int limit;

  Precision(DataType activations, int bitsPerWeight, int limit) {
    this.activations = activations;
    this.bitsPerWeight = bitsPerWeight;
    this.limit = limit;
  }

  /** Type of what linear layers of this precision pass on to each other. */
  public DataType activations() {
    return activations;
  }

  /** Bits of a weight, its share of any scale left aside. */
  public int bitsPerWeight() {
    return bitsPerWeight;
  }

  /** Bytes of a weight, its share of the scales included where runs of inputs have one each. */
  public double bytesPerWeight() {
    double scale = this == INT4_WEIGHTS ? (double) Float.BYTES / WholeWeights.INT4_RUN : 0;
    return (double) bitsPerWeight / Byte.SIZE + scale;
  }

  /** The largest whole number that a weight can be; 0 where weights are no whole numbers. */
  public int limit() {
    return limit;
  }

  /** What convolutions are computed in, which have no kernels of whole numbers here. */
  public Precision ofConvolutions() {
    return this == FP32 || this == FP16 ? FP32 : BF16;
  }
}
