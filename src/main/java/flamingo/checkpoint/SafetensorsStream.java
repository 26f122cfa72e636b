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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a safetensors file piece by piece, in any order of its tensors, which lie widest element
 * types first so that all are aligned. It grows beside the target and is moved there when it is
 * complete; a failure leaves what was there before and nothing else.
 */
final class SafetensorsStream implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** A tensor to be written. */
  record Plan(String name, StoredType type, long[] shape) {
    long bytes() {
      return Arrays.stream(shape).reduce(type.bytes(), Math::multiplyExact);
    }
  }

  private final Path target;
  private final Path part;
  private final Map<String, TensorEntry> entries;
  private final Map<String, Long> written = new HashMap<>();
  private final FileChannel channel;
  private final long dataBegin;

  /**
   * @throws IOException if the file cannot be begun, or its disk has not enough room for all of it
   */
  SafetensorsStream(Path target, List<Plan> plans, Map<String, String> metadata)
      throws IOException {
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    this.entries = entries(plans);
    ByteBuffer header = header(metadata);
    this.dataBegin = header.remaining();
    requireRoom(dataBegin + plans.stream().mapToLong(Plan::bytes).sum());
    this.channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      writeFully(header, 0);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** The next bytes of a tensor. */
  void append(String name, ByteBuffer bytes) throws IOException {
    TensorEntry entry = entries.get(name);
    long done = written.getOrDefault(name, 0L);
    if (done + bytes.remaining() > entry.bytes()) {
      throw new IllegalStateException("More bytes than planned for tensor " + name + ".");
    }
    written.put(name, done + bytes.remaining());
    writeFully(bytes, dataBegin + entry.begin() + done);
  }

  /** Puts the complete file in its place. */
  void finish() throws IOException {
    for (TensorEntry entry : entries.values()) {
      if (written.getOrDefault(entry.name(), 0L) != entry.bytes()) {
        throw new IllegalStateException("Tensor " + entry.name() + " is not complete.");
      }
    }
    channel.force(true);
    channel.close();
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(part);
  }

  private static Map<String, TensorEntry> entries(List<Plan> plans) {
    Map<String, TensorEntry> entries = new LinkedHashMap<>();
    long offset = 0;
    List<Plan> ordered =
        plans.stream()
            .sorted(
                Comparator.comparing((Plan plan) -> -plan.type().bytes()).thenComparing(Plan::name))
            .toList();
    for (Plan plan : ordered) {
      long end = offset + plan.bytes();
      entries.put(
          plan.name(), new TensorEntry(plan.name(), plan.type(), plan.shape(), offset, end));
      offset = end;
    }
    return entries;
  }

  private ByteBuffer header(Map<String, String> metadata) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      root.set("__metadata__", JSON.valueToTree(metadata));
    }
    for (TensorEntry tensor : entries.values()) {
      ObjectNode entry = root.putObject(tensor.name());
      entry.put("dtype", tensor.type().name());
      Arrays.stream(tensor.shape()).forEach(entry.putArray("shape")::add);
      entry.putArray("data_offsets").add(tensor.begin()).add(tensor.end());
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

  private void requireRoom(long bytes) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    long free = Files.getFileStore(folder).getUsableSpace();
    if (bytes > free) {
      throw new IOException(
          "the file would have %d MB, but its disk has %d MB free"
              .formatted(bytes / 1_000_000, free / 1_000_000));
    }
  }

  private void writeFully(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }
}
