package flamingo.checkpoint;

import static flamingo.checkpoint.CheckpointException.quote;

import flamingo.model.layer.Weights;
import flamingo.model.layer.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A safetensors file, open for reading. Opening reads and checks the header only; a tensor's bytes
 * are mapped or read when it is asked for, so files larger than memory can be inspected.
 *
 * <pre>
 * 8 bytes      length N of the header, little-endian
 * N bytes      JSON: tensor name -> dtype, shape, data_offsets; padded with spaces
 * the rest     the tensors' bytes, little-endian, row-major, one after the other
 * </pre>
 *
 * Arrays outlive {@link #close()}.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class SafetensorsFile implements TensorSource {
  /** The longest header that the format allows. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final String DOWNLOAD_AGAIN = "download or export the file again";

  private final Path path;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final TensorReader reader;

  private SafetensorsFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    long size = channel.size();
    long headerBytes = headerBytes(path, channel, size);
    long dataBegin = Long.BYTES + headerBytes;
    ByteBuffer json = ByteBuffer.allocate((int) headerBytes);
    readFully(channel, json, Long.BYTES);
    this.header = SafetensorsHeader.parse(path, json.flip(), size - dataBegin);
    this.reader = new TensorReader(channel, dataBegin);
  }

  /**
   * @throws CheckpointException if the file cannot be read or is not a sound safetensors file
   */
  public static SafetensorsFile open(Path path) {
    PlainFile.require(path, "choose a .safetensors file");
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      SafetensorsFile file = new SafetensorsFile(path, channel);
      channel = null;
      return file;
    } catch (IOException e) {
      throw unreadable(path, e);
    } finally {
      closeQuietly(channel);
    }
  }

  /**
   * Builds a model of a file's tensors.
   *
   * @param build takes the weights by the names in the file
   * @throws CheckpointException if the file is not sound, or its tensors are not those of the model
   */
  public static <T> T load(Path path, Function<Weights, T> build) {
    try (SafetensorsFile file = open(path)) {
      return build.apply(file.weights());
    } catch (WeightsException e) {
      throw CheckpointException.of(path, e);
    }
  }

  /** All tensors that arrays can hold, by the names in the file. */
  public Weights weights() {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    header.tensors().values().stream()
        .filter(entry -> entry.type().array().isPresent())
        .forEach(entry -> tensors.put(entry.name(), read(entry.name())));
    return Weights.of(tensors);
  }

  @Override
  public Path path() {
    return path;
  }

  /** Where each tensor lies, by name, in the order of their bytes. */
  @Override
  public Map<String, TensorEntry> tensors() {
    return header.tensors();
  }

  /** Free text that the file's author stored beside the tensors; empty where there is none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  @Override
  public INDArray load(String name) {
    try {
      return reader.load(entry(name));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  @Override
  public Optional<INDArray> map(String name) {
    try {
      return reader.map(entry(name));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private TensorEntry entry(String name) {
    TensorEntry entry = header.tensors().get(name);
    if (entry == null) {
      throw new CheckpointException(
          CheckpointProblem.MISSING_KEY,
          path,
          "there is no tensor " + quote(name),
          "choose the file that belongs to this model");
    }
    if (entry.type().array().isEmpty()) {
      throw new CheckpointException(
          CheckpointProblem.UNSUPPORTED_DTYPE,
          path,
          "tensor %s is stored as %s".formatted(quote(name), entry.type()),
          "export it as F32, F16 or BF16");
    }
    return entry;
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private static long headerBytes(Path path, FileChannel channel, long size) throws IOException {
    if (size < Long.BYTES) {
      throw new CheckpointException(
          CheckpointProblem.TRUNCATED_FILE,
          path,
          "it ends after %d bytes, before its header".formatted(size),
          DOWNLOAD_AGAIN);
    }
    ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, prefix, 0);
    long length = prefix.getLong(0);
    if (length < 0 || length > LONGEST_HEADER || length > size - Long.BYTES) {
      throw new CheckpointException(
          CheckpointProblem.HEADER_TOO_LONG,
          path,
          "it claims a header of %s bytes, but has %d in all"
              .formatted(Long.toUnsignedString(length), size),
          "check that it is a safetensors file, or " + DOWNLOAD_AGAIN);
    }
    return length;
  }

  static void readFully(FileChannel channel, ByteBuffer target, long position) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int count = channel.read(target, at);
      if (count < 0) {
        throw new IOException("the file became shorter while it was read");
      }
      at += count;
    }
  }

  static CheckpointException unreadable(Path path, IOException cause) {
    return new CheckpointException(
        CheckpointProblem.UNREADABLE_FILE,
        path,
        "it cannot be read: " + cause.getMessage(),
        "check the file and your permissions",
        cause);
  }

  static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
