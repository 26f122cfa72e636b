package flamingo.tensor;

import org.nd4j.linalg.api.buffer.DataType;

/** How the weights of a linear layer are stored and multiplied. Sums are always kept in 32 bits. */
public enum Precision {
  FP32(DataType.FLOAT, 4),
  BF16(DataType.BFLOAT16, 2),
  /**
   * Whole numbers from -127 to 127 with a scale: one for each output of the weights, set when they
   * are packed, and one for each row of x, set at every call.
   */
  INT8(DataType.FLOAT, 1);

  /** The largest whole number of {@link #INT8}. */
  public static final int INT8_LIMIT = 127;

  private final DataType activations;
  private final int bytesPerWeight;

  Precision(DataType activations, int bytesPerWeight) {
    this.activations = activations;
    this.bytesPerWeight = bytesPerWeight;
  }

  /** Type of what linear layers of this precision pass on to each other. */
  public DataType activations() {
    return activations;
  }

  public int bytesPerWeight() {
    return bytesPerWeight;
  }
}
