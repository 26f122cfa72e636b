package flamingo.model;

import flamingo.model.language.LanguageModel;
import flamingo.model.language.Padding;
import flamingo.model.layer.AttentionMass;
import flamingo.model.layer.CrossAttention;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.Media;
import flamingo.model.layer.MediaLayout;
import flamingo.model.layer.MediaReader;
import flamingo.model.layer.MediaTokens;
import flamingo.model.layer.Sparsity;
import flamingo.tensor.Shapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A Flamingo ready to run by one {@link ExecutionPlan}. Encoding images, reading a prompt and
 * continuing it are separate calls, so that each can be timed.
 *
 * <pre>
 * B batch   T images a row   L tokens   S image side   R visual tokens   Dv their width   V vocabulary
 *   pixels    [B, T, 3, S, S]   normalised; rows with fewer images are filled with zeros
 *   ids       [B][L]            with an {@code <image>} token for each image
 *   logits    [B, L, V]
 * </pre>
 */
public final class PreparedFlamingo implements AutoCloseable {
  private static final int PIXELS_RANK = 5;

  private final PackedFlamingo model;
  private final PackedFlamingo draft;
  private final ExecutionPlan plan;
  private final VisualCache cache;
  private final ImageEncoder encoder;
  private final int visualTokens;
  private final int resamplerLayers;
  private final DepthTally depths;
  private final AttentionMass mass = new AttentionMass();
  private final Map<Integer, SpeculationPace> paces = new HashMap<>();

  /**
   * @param draft null where the plan has no speculation, or the model none
   */
  PreparedFlamingo(PackedFlamingo model, PackedFlamingo draft, ExecutionPlan plan) {
    int latents = model.config().resampler().latents();
    this.model = model;
    this.draft = draft;
    this.plan = plan;
    this.visualTokens = plan.visualTokensOf(latents);
    this.cache =
        plan.cacheLevel() == CacheLevel.OFF
            ? null
            : new VisualCache(plan.cacheLevel(), plan.cacheBytes());
    this.resamplerLayers =
        plan.resamplerLayers() == ExecutionPlan.ALL_LAYERS
            ? model.config().resampler().depth()
            : plan.resamplerLayers();
    this.depths = new DepthTally(resamplerLayers);
    this.encoder = encoder(model, cache);
  }

  public ExecutionPlan plan() {
    return plan;
  }

  PackedFlamingo parts() {
    return model;
  }

  public FlamingoConfig config() {
    return model.config();
  }

  /** Visual tokens an image under this plan, R. */
  public int visualTokens() {
    return visualTokens;
  }

  /** Layers of the resampler that run under this plan, at most. */
  public int resamplerLayers() {
    return resamplerLayers;
  }

  /** Whether a draft proposes tokens; a plan with speculation looks them up without one. */
  public boolean hasDraft() {
    return draft != null;
  }

  /** Bytes of the weights as this plan's precision stores them. */
  public long weightBytes() {
    return model.weightBytes();
  }

  /** Name of the kernel that multiplies in the resampler. */
  public String kernel() {
    return model.resampler().kernel();
  }

  /** What the cache has done so far; all zero where the plan has none. */
  public CacheStatistics cache() {
    return cache == null ? CacheStatistics.NONE : cache.statistics();
  }

  /** Empties the cache: every image is new again. What it has counted stays. */
  public void forgetImages() {
    if (cache != null) {
      cache.clear();
    }
  }

  /** How deep images went so far; those that the cache knew did not go at all. */
  public DepthStatistics depth() {
    return depths.statistics();
  }

  /** Layers of the resampler that ran for an image, on average; the plan's before the first. */
  public double meanDepth() {
    DepthStatistics statistics = depth();
    return statistics.images() == 0 ? resamplerLayers : statistics.mean();
  }

  /** Tells from now on by how much each layer changes the latents of an image. */
  public void listen(LatentChanges listener) {
    depths.listen(listener);
  }

  /**
   * The cache as a file, which takes the images from one run to the next.
   *
   * @param weights hash of this model's weights, null for random ones
   * @throws CacheFileException if the plan has no cache, or the weights no hash
   */
  public CacheFile cacheFile(Path file, String weights) {
    CacheIdentity identity = CacheIdentity.of(file, weights, plan, visualTokens, resamplerLayers);
    return new CacheFile(file, identity, cache, encoder::emptyImage);
  }

  /**
   * Share of the dense attention that falls on the visual tokens that were read so far, 0 to 1; NaN
   * where all are read.
   */
  public double attentionKept() {
    return mass.share();
  }

  /** How many tokens the draft should propose; learns from all requests of as many prompts. */
  public SpeculationPace pace(int batch) {
    return paces.computeIfAbsent(batch, size -> SpeculationPace.of(plan));
  }

  /**
   * The vision tower alone.
   *
   * @param pixels [n, 3, S, S]
   * @return patch tokens, [n, N, Dv]
   */
  public INDArray visualFeatures(INDArray pixels) {
    return model.vision().tokens(pixels);
  }

  /**
   * One vector of unit length for each image: where its angle to another's is small, the images are
   * alike.
   *
   * @param pixels [n, 3, S, S]
   * @return [n, E]
   */
  public INDArray imageEmbeddings(INDArray pixels) {
    return model.vision().embeddings(pixels);
  }

  /**
   * The visual tokens, through the cache where the plan has one.
   *
   * @param pixels [n, 3, S, S]
   * @return [n, R, Dv]
   */
  public INDArray encode(INDArray pixels) {
    if (cache != null) {
      return encoder.tokens(pixels);
    }
    INDArray tokens =
        model
            .ops()
            .create(
                DataType.FLOAT, pixels.size(0), visualTokens, model.config().resampler().width());
    encoder.computeTokens(pixels, tokens);
    return tokens;
  }

  /**
   * All that the language model needs of some images, through the cache where the plan has one. To
   * be closed by the caller.
   *
   * @param pixels [B, T, 3, S, S]
   */
  public EncodedImages encodeImages(INDArray pixels) {
    Shapes.require(pixels.rank() == PIXELS_RANK, "Pixels", "[B, T, 3, S, S]", pixels);
    return encoder.encode(
        pixels.reshape(
            'c', pixels.size(0) * pixels.size(1), pixels.size(2), pixels.size(3), pixels.size(4)));
  }

  /**
   * Keys and values of visual tokens that were computed before. To be closed by the caller.
   *
   * @param tokens [n, R, Dv]
   */
  public EncodedImages project(INDArray tokens) {
    return encoder.project(tokens);
  }

  /**
   * Encodes the images and reads the prompts.
   *
   * @param ids [B][L]
   * @param mask 1 for a real token, 0 for padding on the left, [B][L]; null for no padding
   * @param pixels [B, T, 3, S, S], or null for text alone
   * @return to be closed by the caller
   * @throws IllegalArgumentException if a row has more {@code <image>} tokens than images, or the
   *     prompt is longer than the model's context
   */
  public Sequence start(int[][] ids, int[][] mask, INDArray pixels) {
    EncodedImages images = pixels == null ? null : encodeImages(pixels);
    return new Sequence(model, plan.savings(), reader(), ids, mask, images, images);
  }

  /** Reads prompts about images that are encoded already, which stay the caller's. */
  public Sequence start(int[][] ids, int[][] mask, EncodedImages images) {
    return new Sequence(model, plan.savings(), reader(), ids, mask, images, null);
  }

  /**
   * The draft reads the same prompts about the same images.
   *
   * @throws IllegalStateException if there is none
   */
  public Sequence startDraft(int[][] ids, int[][] mask, EncodedImages images) {
    if (draft == null) {
      throw new IllegalStateException("There is no draft.");
    }
    EncodedImages own = encoder(draft, null).project(images.tokens());
    MediaReader drafts = MediaReader.of(plan.sparsity(), model.ops(), new AttentionMass());
    return new Sequence(draft, plan.savings(), drafts, ids, mask, own, own);
  }

  /**
   * Whether the plan keeps what prompts have in common. Where a whole prompt chooses what is read
   * of its images, nothing of another prompt can be kept.
   */
  boolean shares() {
    boolean chosenByPrompt =
        !plan.sparsity().isNone() && plan.sparsity().per() == Sparsity.Per.IMAGE;
    return plan.savings().contains(ExactSaving.SHARED_PREFIX) && !chosenByPrompt;
  }

  private ImageEncoder encoder(PackedFlamingo of, VisualCache kept) {
    return new ImageEncoder(
        of,
        projecting(of),
        visualTokens,
        resamplerLayers,
        plan.exit(),
        depths,
        plan.savings(),
        kept);
  }

  /** The blocks whose keys and values of all visual tokens are wanted. */
  private List<CrossAttention> projecting(PackedFlamingo of) {
    List<CrossAttention> all =
        of.existingBlocks().stream().map(GatedCrossAttention::attention).toList();
    boolean chosenBefore =
        all.stream().allMatch(each -> plan.sparsity().choosesBeforeProjecting(each, visualTokens));
    return chosenBefore && plan.cacheLevel() != CacheLevel.KV ? List.of() : all;
  }

  MediaReader reader() {
    return MediaReader.of(plan.sparsity(), model.ops(), mass);
  }

  /**
   * Scores at every position, without a memory of the sequence.
   *
   * @param mask 1 for a real token, 0 for padding on one side; scores there mean nothing
   * @param observer sees the residual stream [B, L, D] after each decoder layer
   * @return [B, L, V]
   */
  public INDArray forward(int[][] ids, int[][] mask, INDArray pixels, LayerObserver observer) {
    try (EncodedImages images = encodeImages(pixels);
        MediaReader reader = reader()) {
      return run(ids, mask, images, reader, observer);
    }
  }

  INDArray run(
      int[][] ids, int[][] mask, EncodedImages images, MediaReader reader, LayerObserver observer) {
    LanguageModel language = model.language();
    INDArray x = language.embed(ids);
    CrossAttending attending =
        new CrossAttending(
            model.blocks(),
            media(model, plan.savings(), images, ids.length),
            layout(model.config(), ids, images),
            plan.savings(),
            reader,
            observer);
    language.run(x, Padding.of(mask, ids), attending);
    return language.logits(x);
  }

  /** Frees the cache; the packed weights stay with the model. */
  @Override
  public void close() {
    if (cache != null) {
      cache.close();
    }
  }

  static MediaLayout layout(FlamingoConfig config, int[][] ids, EncodedImages images) {
    int count = images == null ? 0 : images.count();
    if (count % ids.length != 0) {
      throw new IllegalArgumentException(
          "%d images cannot be shared by %d sequences; give each row as many, filled with zeros."
              .formatted(count, ids.length));
    }
    return MediaLayout.of(ids, config.specialTokens().image(), count / ids.length);
  }

  /** What each decoder layer's block reads, null where there is no block or no image. */
  static IntFunction<Media> media(
      PackedFlamingo model, Set<ExactSaving> savings, EncodedImages images, int batch) {
    if (images == null) {
      return layer -> null;
    }
    if (savings.contains(ExactSaving.KEPT_MEDIA_KEYS) && !images.keyValues().isEmpty()) {
      return kept(model, images, batch)::get;
    }
    MediaTokens tokens = images.ofRows(batch);
    return layer -> model.blocks().get(layer) == null ? null : tokens;
  }

  private static List<Media> kept(PackedFlamingo model, EncodedImages images, int batch) {
    List<Media> media = new ArrayList<>();
    int block = 0;
    for (GatedCrossAttention each : model.blocks()) {
      media.add(each == null ? null : images.ofBlock(block++, batch));
    }
    return media;
  }
}
