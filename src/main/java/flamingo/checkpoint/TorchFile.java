package flamingo.checkpoint;

import static flamingo.checkpoint.CheckpointException.quote;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The tensors of a file that PyTorch's {@code torch.save} wrote in its zip format (since 1.6), for
 * instance OpenFlamingo's {@code checkpoint.pt} or a {@code pytorch_model.bin}. Nothing in the file
 * is executed: see {@link Unpickler}. Opening reads the structure only; a tensor's bytes are mapped
 * or read when it is asked for.
 *
 * <p>The state dict may lie at the root or, as training saves it, under {@code model_state_dict} or
 * {@code state_dict} with names that begin with {@code module.}. Whatever is not a tensor there is
 * passed over.
 *
 * <p>Arrays outlive {@link #close()}.
 */
public final class TorchFile implements TensorSource {
  private static final List<String> WRAPPERS = List.of("model_state_dict", "state_dict");
  private static final String PARALLEL_PREFIX = "module.";
  private static final String OTHER_FILE = "download or save the file again";

  private final Path path;
  private final FileChannel channel;
  private final TorchArchive archive;
  private final Map<String, TorchTensor> tensors;
  private final Map<String, TensorEntry> contiguous = new LinkedHashMap<>();

  private TorchFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.archive = TorchArchive.open(path, channel);
    this.tensors = Collections.unmodifiableMap(stateDict(unpickle()));
    tensors.forEach(this::check);
  }

  /**
   * @throws CheckpointException if the file cannot be read, is damaged, or refers to anything but
   *     tensors and plain values
   */
  public static TorchFile open(Path path) {
    PlainFile.require(path, "choose a .pt or .bin file");
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      TorchFile file = new TorchFile(path, channel);
      channel = null;
      return file;
    } catch (IOException e) {
      throw SafetensorsFile.unreadable(path, e);
    } finally {
      SafetensorsFile.closeQuietly(channel);
    }
  }

  @Override
  public Path path() {
    return path;
  }

  /** Shape, type and place of each tensor, by name, in the order of the state dict. */
  @Override
  public Map<String, TensorEntry> tensors() {
    return Collections.unmodifiableMap(contiguous);
  }

  /** As {@link TensorSource} says; views are laid out in row-major order. */
  @Override
  public INDArray load(String name) {
    TorchTensor tensor = tensor(name);
    try {
      TensorReader reader = reader(tensor);
      TorchView view = view(tensor).orElseThrow();
      return view.contiguous() ? reader.load(contiguous.get(name)) : gather(reader, tensor, view);
    } catch (IOException e) {
      throw SafetensorsFile.unreadable(path, e);
    }
  }

  @Override
  public Optional<INDArray> map(String name) {
    TorchTensor tensor = tensor(name);
    try {
      return view(tensor).orElseThrow().contiguous()
          ? reader(tensor).map(contiguous.get(name))
          : Optional.empty();
    } catch (IOException e) {
      throw SafetensorsFile.unreadable(path, e);
    }
  }

  private TensorReader reader(TorchTensor tensor) {
    return new TensorReader(channel, archive.begin(tensor.storage()));
  }

  private TorchTensor tensor(String name) {
    TorchTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new CheckpointException(
          CheckpointProblem.MISSING_KEY,
          path,
          "there is no tensor " + quote(name),
          "choose the file that belongs to this model");
    }
    return tensor;
  }

  @Override
  public void close() {
    SafetensorsFile.closeQuietly(channel);
  }

  private static INDArray gather(TensorReader reader, TorchTensor tensor, TorchView view)
      throws IOException {
    int width = tensor.type().bytes();
    long[] touched = {view.end() - tensor.offset()};
    TensorEntry run =
        new TensorEntry(
            "storage", tensor.type(), touched, tensor.offset() * width, view.end() * width);
    try (INDArray flat = reader.load(run)) {
      return Nd4j.create(flat.data(), longs(tensor.shape()), longs(tensor.strides()), 0, 'c')
          .dup('c');
    }
  }

  private Object unpickle() throws IOException {
    try {
      return Unpickler.load(archive.pickle());
    } catch (ForbiddenGlobalException e) {
      throw new CheckpointException(
          CheckpointProblem.FORBIDDEN_GLOBAL,
          path,
          "it asks for " + quote(e.getMessage()) + ", which a weight file has no need of",
          "nothing was executed; do not trust it, and get the file from its author");
    } catch (MalformedPickleException e) {
      throw new CheckpointException(
          CheckpointProblem.MALFORMED_PICKLE,
          path,
          "its table of tensors has " + e.getMessage(),
          OTHER_FILE);
    }
  }

  private Map<String, TorchTensor> stateDict(Object root) {
    Object dict = unwrapped(root);
    if (!(dict instanceof Map<?, ?> entries)) {
      throw new CheckpointException(
          CheckpointProblem.MALFORMED_PICKLE, path, "it holds no dict of tensors", OTHER_FILE);
    }
    Map<String, TorchTensor> found = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> {
          if (key instanceof String name && value instanceof TorchTensor tensor) {
            String plain =
                name.startsWith(PARALLEL_PREFIX) ? name.substring(PARALLEL_PREFIX.length()) : name;
            found.put(plain, tensor);
          }
        });
    return found;
  }

  private static Object unwrapped(Object root) {
    return root instanceof Map<?, ?> map
        ? WRAPPERS.stream().filter(map::containsKey).findFirst().<Object>map(map::get).orElse(root)
        : root;
  }

  private void check(String name, TorchTensor tensor) {
    if (tensor.type() == null) {
      throw new CheckpointException(
          CheckpointProblem.UNSUPPORTED_DTYPE,
          path,
          "tensor %s is stored as %s".formatted(quote(name), quote(tensor.storageType())),
          "save it as float32, float16 or bfloat16");
    }
    if (!archive.has(tensor.storage())) {
      throw new CheckpointException(
          CheckpointProblem.MISSING_STORAGE,
          path,
          "the data of tensor %s are not in it".formatted(quote(name)),
          OTHER_FILE);
    }
    TorchView view =
        view(tensor)
            .orElseThrow(
                () ->
                    new CheckpointException(
                        CheckpointProblem.STORAGE_TOO_SMALL,
                        path,
                        "tensor %s of shape %s reaches outside its data"
                            .formatted(quote(name), tensor.shape()),
                        OTHER_FILE));
    long begin = tensor.offset() * tensor.type().bytes();
    long end = begin + view.elements() * tensor.type().bytes();
    contiguous.put(name, new TensorEntry(name, tensor.type(), longs(tensor.shape()), begin, end));
  }

  private Optional<TorchView> view(TorchTensor tensor) {
    return TorchView.of(tensor, archive.bytes(tensor.storage()) / tensor.type().bytes());
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
