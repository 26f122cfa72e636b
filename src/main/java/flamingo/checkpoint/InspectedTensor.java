package flamingo.checkpoint;

/**
 * A tensor as its header describes it.
 *
 * @param part of the model that it belongs to
 * @param shape empty for a scalar
 * @param bytes that it takes in its files
 */
public record InspectedTensor(
    String name, ModelPart part, StoredType type, long[] shape, long bytes) {
  public InspectedTensor {
    shape = shape.clone();
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  public long elements() {
    long elements = 1;
    for (long size : shape) {
      elements *= size;
    }
    return elements;
  }
}
