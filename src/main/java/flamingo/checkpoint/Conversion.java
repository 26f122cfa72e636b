package flamingo.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes tensors into one packed file, one after the other, so that no more than one of them lies
 * in memory.
 */
final class Conversion {
  /** Ends the name of the scales of a tensor's rows, [rows] FLOAT. */
  static final String SCALE = ".scale";

  private static final int CHUNK = 1 << 20;

  private enum Way {
    SAME,
    FLOAT,
    BFLOAT,
    INTEGERS
  }

  private final Map<String, ModelTensor> tensors;
  private final PackedPrecision precision;
  private final Set<String> tables;

  /**
   * @param tables names of embedding tables, which are never stored as whole numbers
   */
  Conversion(Map<String, ModelTensor> tensors, PackedPrecision precision, Set<String> tables) {
    this.tensors = tensors;
    this.precision = precision;
    this.tables = tables;
  }

  /**
   * @throws IOException if the file cannot be written; nothing is left of it
   */
  void write(Path target, Map<String, String> metadata, ConversionListener listener)
      throws IOException {
    try (SafetensorsStream out = new SafetensorsStream(target, plans(), metadata)) {
      int done = 0;
      for (Map.Entry<String, ModelTensor> tensor : tensors.entrySet()) {
        listener.next(tensor.getKey(), ++done, tensors.size());
        write(out, tensor.getKey(), tensor.getValue());
      }
      out.finish();
    }
  }

  private List<SafetensorsStream.Plan> plans() {
    List<SafetensorsStream.Plan> plans = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          long[] shape = tensor.shape();
          StoredType type =
              switch (way(name, tensor)) {
                case SAME -> tensor.type();
                case FLOAT -> StoredType.F32;
                case BFLOAT -> StoredType.BF16;
                case INTEGERS -> StoredType.I8;
              };
          plans.add(new SafetensorsStream.Plan(name, type, shape));
          if (way(name, tensor) == Way.INTEGERS) {
            plans.add(
                new SafetensorsStream.Plan(name + SCALE, StoredType.F32, new long[] {shape[0]}));
          }
        });
    return plans;
  }

  private Way way(String name, ModelTensor tensor) {
    int rank = tensor.shape().length;
    if (!tensor.isFloatingPoint()) {
      return Way.SAME;
    }
    if (rank < 2) {
      return Way.FLOAT;
    }
    boolean matrix = rank == 2 && name.endsWith("weight") && !tables.contains(name);
    return matrix && precision == PackedPrecision.INT8 ? Way.INTEGERS : Way.BFLOAT;
  }

  private void write(SafetensorsStream out, String name, ModelTensor tensor) throws IOException {
    Way way = way(name, tensor);
    try (INDArray stored = tensor.load()) {
      if (way == Way.SAME) {
        SafetensorsWriter.append(out, name, stored);
        return;
      }
      INDArray numbers = stored.castTo(DataType.FLOAT);
      FloatPointer values = new FloatPointer(numbers.data().pointer());
      if (way == Way.INTEGERS) {
        writeIntegers(out, name, values, tensor.shape());
      } else {
        writeFloats(out, name, values, numbers.length(), way);
      }
      if (numbers != stored) {
        numbers.close();
      }
    }
  }

  private static void writeFloats(
      SafetensorsStream out, String name, FloatPointer values, long length, Way way)
      throws IOException {
    float[] chunk = new float[(int) Math.min(CHUNK, length)];
    for (long at = 0; at < length; at += chunk.length) {
      int count = (int) Math.min(chunk.length, length - at);
      values.position(at).get(chunk, 0, count);
      out.append(
          name,
          way == Way.BFLOAT
              ? PackedNumbers.bfloat16(chunk, count)
              : PackedNumbers.float32(chunk, count));
    }
  }

  private static void writeIntegers(
      SafetensorsStream out, String name, FloatPointer values, long[] shape) throws IOException {
    int width = Math.toIntExact(shape[1]);
    float[] row = new float[width];
    ByteBuffer scales = PackedNumbers.buffer(Math.toIntExact(shape[0] * Float.BYTES));
    ByteBuffer packed = PackedNumbers.buffer(width);
    for (long at = 0; at < shape[0]; at++) {
      values.position(at * width).get(row, 0, width);
      float scale = PackedNumbers.scale(row);
      scales.putFloat(scale);
      PackedNumbers.integers(row, scale, packed.clear());
      out.append(name, packed.flip());
    }
    out.append(name + SCALE, scales.flip());
  }
}
