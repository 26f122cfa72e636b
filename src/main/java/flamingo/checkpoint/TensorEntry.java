package flamingo.checkpoint;

import java.util.Arrays;

/**
 * Where a tensor lies in a safetensors file.
 *
 * @param shape empty for a scalar
 * @param begin first byte, counted from the end of the header
 * @param end one past the last byte
 */
public record TensorEntry(String name, StoredType type, long[] shape, long begin, long end) {
  public TensorEntry {
    shape = shape.clone();
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  public long bytes() {
    return end - begin;
  }

  public long elements() {
    return bytes() / type.bytes();
  }

  @Override
  public String toString() {
    return name + " " + type + " " + Arrays.toString(shape);
  }
}
