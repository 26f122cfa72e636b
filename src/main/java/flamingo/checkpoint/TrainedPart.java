package flamingo.checkpoint;

import flamingo.model.ResamplerConfig;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What OpenFlamingo trains and its {@code checkpoint.pt} holds: the resampler, the gated blocks and
 * the embedding tables. Sizes are read off the tensors' shapes.
 */
final class TrainedPart implements AutoCloseable {
  /** Heads of the resampler and of the blocks are this wide in every released model. */
  private static final int HEAD_WIDTH = 64;

  private static final String RESAMPLER = "perceiver.";
  private static final String LANGUAGE = "lang_encoder.";
  private static final Pattern BLOCK =
      Pattern.compile(
          "lang_encoder\\.(transformer\\.blocks|gpt_neox\\.layers)\\.(\\d{1,4})\\.gated_cross_attn_layer\\..*");
  private static final String REMEDY =
      "choose the checkpoint.pt of an OpenFlamingo model, for instance openflamingo/OpenFlamingo-3B-vitl-mpt1b on Hugging Face";

  private final TensorSource source;
  private final NavigableSet<Integer> blocks = new TreeSet<>();
  private String layers = "";

  private TrainedPart(TensorSource source) {
    this.source = source;
    for (String name : source.tensors().keySet()) {
      Matcher matcher = BLOCK.matcher(name);
      if (matcher.matches()) {
        layers = matcher.group(1);
        blocks.add(Integer.parseInt(matcher.group(2)));
      }
    }
  }

  /**
   * @throws CheckpointException if the file is not sound, or holds no Flamingo
   */
  static TrainedPart open(Path path) {
    return of(TensorFiles.open(path));
  }

  /** The same from an open file, which is closed if it holds no Flamingo. */
  static TrainedPart of(TensorSource source) {
    if (isOne(source)) {
      TrainedPart part = new TrainedPart(source);
      if (!part.blocks.isEmpty()) {
        return part;
      }
    }
    source.close();
    throw new CheckpointException(
        CheckpointProblem.MISSING_KEY,
        source.path(),
        "it holds no trained part of a Flamingo: it needs tensors perceiver.latents and "
            + ParameterShapes.BLOCK,
        REMEDY);
  }

  static boolean isOne(TensorSource source) {
    return source.tensors().containsKey(RESAMPLER + "latents");
  }

  Path path() {
    return source.path();
  }

  Map<String, TensorEntry> tensors() {
    return source.tensors();
  }

  /** The tensor, or null. */
  ModelTensor tensor(String name) {
    return ModelTensor.named(source, name);
  }

  /** Name that the language model's layers are numbered under. */
  String layers() {
    return layers;
  }

  /** A block stands before every n-th layer; the first is before layer n - 1. */
  int every() {
    return blocks.first() + 1;
  }

  /** Index of the layer that the last block stands before. */
  int lastBlock() {
    return blocks.last();
  }

  /** Width of the language model that the blocks belong to. */
  int width() {
    return (int) dimension(block() + "attn.to_q.weight", 2, 1);
  }

  ResamplerConfig resampler() {
    int width = (int) dimension(RESAMPLER + "latents", 2, 1);
    int depth = 0;
    while (source.tensors().containsKey(RESAMPLER + "layers." + depth + ".0.to_q.weight")) {
      depth++;
    }
    long inner = dimension(RESAMPLER + "layers.0.0.to_q.weight", 2, 0);
    long hidden = dimension(RESAMPLER + "layers.0.1.1.weight", 2, 0);
    return new ResamplerConfig(
        width,
        depth,
        headWidth(inner),
        (int) inner / headWidth(inner),
        (int) dimension(RESAMPLER + "latents", 2, 0),
        (int) (hidden / width),
        rows(RESAMPLER + "media_time_embs"),
        rows(RESAMPLER + "frame_embs"));
  }

  CrossAttentionConfig crossAttention() {
    long inner = dimension(block() + "attn.to_q.weight", 2, 0);
    return new CrossAttentionConfig(
        width(),
        (int) dimension(block() + "attn.to_kv.weight", 2, 1),
        (int) inner / headWidth(inner),
        headWidth(inner),
        (int) (dimension(block() + "ff.1.weight", 2, 0) / width()),
        MediaAttention.IMMEDIATE);
  }

  /** Rows of a table of the language model; 0 where it is not here. */
  int vocabulary(String table) {
    return rows(LANGUAGE + table + ".weight");
  }

  private String block() {
    return LANGUAGE + layers + "." + blocks.first() + "." + ParameterShapes.BLOCK + ".";
  }

  private static int headWidth(long inner) {
    return inner % HEAD_WIDTH == 0 ? HEAD_WIDTH : (int) inner;
  }

  private int rows(String name) {
    TensorEntry entry = source.tensors().get(name);
    boolean usable = entry != null && entry.shape().length > 0 && !tooLarge(entry);
    return usable ? (int) entry.shape()[0] : 0;
  }

  private long dimension(String name, int rank, int index) {
    TensorEntry entry = source.tensors().get(name);
    if (entry == null) {
      throw new CheckpointException(
          CheckpointProblem.MISSING_KEY, path(), "there is no tensor " + name, REMEDY);
    }
    if (entry.shape().length != rank || entry.elements() == 0 || tooLarge(entry)) {
      throw new CheckpointException(
          CheckpointProblem.WRONG_SHAPE,
          path(),
          "its tensor %s is no matrix of a model".formatted(entry),
          REMEDY);
    }
    return entry.shape()[index];
  }

  private static boolean tooLarge(TensorEntry entry) {
    return entry.elements() > Integer.MAX_VALUE;
  }

  @Override
  public void close() {
    source.close();
  }
}
