package flamingo.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes arrays as a safetensors file. */
public final class SafetensorsWriter {
  private static final int CHUNK = 1 << 28;

  private SafetensorsWriter() {}

  /**
   * Writes beside the target and moves the file there when it is complete, so that a failure leaves
   * what was there before.
   *
   * @param tensors of any shape and type that the format has
   * @param metadata free text, may be empty
   * @throws IllegalArgumentException for an array type that the format does not have
   * @throws IOException if the file cannot be written
   */
  public static void write(Path target, Map<String, INDArray> tensors, Map<String, String> metadata)
      throws IOException {
    List<SafetensorsStream.Plan> plans = new ArrayList<>();
    tensors.forEach(
        (name, array) ->
            plans.add(new SafetensorsStream.Plan(name, type(name, array), array.shape())));
    try (SafetensorsStream out = new SafetensorsStream(target, plans, metadata)) {
      for (Map.Entry<String, INDArray> tensor : tensors.entrySet()) {
        append(out, tensor.getKey(), tensor.getValue());
      }
      out.finish();
    }
  }

  private static StoredType type(String name, INDArray array) {
    return StoredType.of(array.dataType())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Tensor " + name + " has a type that cannot be stored: " + array));
  }

  /** The elements of an array in row-major order, as they are. */
  static void append(SafetensorsStream out, String name, INDArray array) throws IOException {
    long bytes = array.length() * type(name, array).bytes();
    if (bytes == 0) {
      return;
    }
    INDArray rows = array.dup('c');
    for (long done = 0; done < bytes; done += CHUNK) {
      BytePointer part = new BytePointer(rows.data().pointer()).capacity(bytes);
      part.position(done).limit(Math.min(done + CHUNK, bytes));
      out.append(name, part.asByteBuffer());
    }
    rows.close();
  }
}
