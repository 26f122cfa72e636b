package flamingo.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes arrays as a safetensors file, widest element types first so that all are aligned. */
public final class SafetensorsWriter {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int CHUNK = 1 << 28;

  private SafetensorsWriter() {}

  private record Named(String name, StoredType type, INDArray array) {
    long bytes() {
      return array.length() * type.bytes();
    }
  }

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
    List<Named> ordered =
        tensors.entrySet().stream()
            .map(entry -> named(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparing((Named tensor) -> -tensor.type().bytes())
                    .thenComparing(Named::name))
            .toList();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(channel, header(ordered, metadata));
      for (Named tensor : ordered) {
        writeTensor(channel, tensor);
      }
      channel.force(true);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Named named(String name, INDArray array) {
    StoredType type =
        StoredType.of(array.dataType())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Tensor " + name + " has a type that cannot be stored: " + array));
    return new Named(name, type, array);
  }

  private static ByteBuffer header(List<Named> tensors, Map<String, String> metadata)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      root.set("__metadata__", JSON.valueToTree(metadata));
    }
    long offset = 0;
    for (Named tensor : tensors) {
      ObjectNode entry = root.putObject(tensor.name());
      entry.put("dtype", tensor.type().name());
      Arrays.stream(tensor.array().shape()).forEach(entry.putArray("shape")::add);
      entry.putArray("data_offsets").add(offset).add(offset + tensor.bytes());
      offset += tensor.bytes();
    }
    byte[] json = JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    ByteBuffer buffer =
        ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
    buffer.put(json);
    while (buffer.hasRemaining()) {
      buffer.put((byte) ' ');
    }
    return buffer.flip();
  }

  private static void writeTensor(FileChannel channel, Named tensor) throws IOException {
    if (tensor.bytes() == 0) {
      return;
    }
    INDArray rows = tensor.array().dup('c');
    for (long done = 0; done < tensor.bytes(); done += CHUNK) {
      BytePointer part = new BytePointer(rows.data().pointer()).capacity(tensor.bytes());
      part.position(done).limit(Math.min(done + CHUNK, tensor.bytes()));
      writeFully(channel, part.asByteBuffer());
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
