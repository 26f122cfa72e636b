package flamingo.tensor;

import org.nd4j.linalg.api.buffer.DataType;

/** How the weights of a linear layer are stored and multiplied. Sums are always kept in 32 bits. */
public enum Precision {
  FP32(DataType.FLOAT, 4),
  BF16(DataType.BFLOAT16, 2);

  private final DataType storage;
  private final int bytesPerWeight;

  Precision(DataType storage, int bytesPerWeight) {
    this.storage = storage;
    this.bytesPerWeight = bytesPerWeight;
  }

  /** Type of a stored weight, and of the activations it is multiplied with. */
  public DataType storage() {
    return storage;
  }

  public int bytesPerWeight() {
    return bytesPerWeight;
  }
}
