package flamingo.checkpoint;

import flamingo.model.layer.Weights;
import flamingo.model.vision.TransformerConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * CLIP's vision tower from a file or folder, under the names of open_clip that {@link
 * flamingo.model.vision.VisionTransformer} takes: a state dict of open_clip (a whole CLIP, or the
 * tower alone), or a folder as Hugging Face saves it. A text tower is left alone.
 */
public final class ClipTower implements AutoCloseable {
  /** Heads of open_clip's towers are 64 wide; a state dict does not say so. */
  public static final IntUnaryOperator USUAL_HEADS = width -> Math.max(1, width / 64);

  private static final List<String> PREFIXES = List.of("visual.", "vision_encoder.", "");

  private final TransformerConfig config;
  private final TensorSource source;
  private final Map<String, ModelTensor> tensors;

  private ClipTower(
      TransformerConfig config, TensorSource source, Map<String, ModelTensor> tensors) {
    this.config = config;
    this.source = source;
    this.tensors = tensors;
  }

  /**
   * @param path a file, or a folder
   * @throws CheckpointException if it is not sound or holds no tower
   */
  public static ClipTower open(Path path) {
    return open(path, USUAL_HEADS);
  }

  /**
   * @param heads of a tower of a given width, where its file does not tell them
   */
  public static ClipTower open(Path path, IntUnaryOperator heads) {
    return of(TensorFiles.open(path), heads);
  }

  /** The same from an open file, which is closed if it holds no tower. */
  static ClipTower of(TensorSource source, IntUnaryOperator heads) {
    try {
      return recognised(source, heads);
    } catch (CheckpointException e) {
      source.close();
      throw e;
    }
  }

  private static ClipTower recognised(TensorSource source, IntUnaryOperator heads) {
    if (HuggingFaceVision.isOne(source)) {
      TransformerConfig config = HuggingFaceVision.config(source);
      return new ClipTower(config, source, HuggingFaceVision.tensors(source, config));
    }
    Map<String, ModelTensor> tensors = visual(source);
    return new ClipTower(OpenClipSizes.of(source.path(), tensors, heads), source, tensors);
  }

  /** Whether tensors of this name make a tower, whatever its layout. */
  static boolean isOne(TensorSource source) {
    return HuggingFaceVision.isOne(source) || prefix(source).isPresent();
  }

  private static Optional<String> prefix(TensorSource source) {
    return PREFIXES.stream()
        .filter(prefix -> source.tensors().containsKey(prefix + OpenClipSizes.PATCHES))
        .findFirst();
  }

  private static Map<String, ModelTensor> visual(TensorSource source) {
    String prefix = prefix(source).orElse("");
    Map<String, ModelTensor> tensors = new LinkedHashMap<>();
    source.tensors().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(
            name -> tensors.put(name.substring(prefix.length()), ModelTensor.named(source, name)));
    return tensors;
  }

  public TransformerConfig config() {
    return config;
  }

  /** The tower's weights, read from the file tensor by tensor as they are asked for. */
  public Weights weights() {
    return FileWeights.of(tensors);
  }

  Path path() {
    return source.path();
  }

  Map<String, ModelTensor> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    source.close();
  }
}
