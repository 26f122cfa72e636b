package flamingo.model;

import flamingo.model.layer.CrossAttention;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.LayerObserver;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * From pixels to what the language model needs of them: vision tower, resampler, and the keys and
 * values of every cross-attention block. Images that the cache knows are not computed again, and an
 * image that comes twice in a batch is computed once. Several threads may encode: images that are
 * known are copied side by side, others are computed by one thread at a time.
 *
 * <pre>
 * n images   S side   R visual tokens   Dv their width   H heads   d head width
 *   pixels      [n, 3, S, S]
 *   tokens      [n, R, Dv]
 *   keyValues   [n, R, 2 H d]   a block
 * </pre>
 */
final class ImageEncoder {
  private final PackedFlamingo model;
  private final TensorOps ops;
  private final List<CrossAttention> attentions;
  private final int visualTokens;
  private final int resamplerLayers;
  private final ExitRule exit;
  private final DepthTally depths;
  private final Set<ExactSaving> savings;
  private final VisualCache cache;

  /**
   * @param attentions whose keys and values are wanted
   * @param exit when an image leaves the resampler
   * @param depths is told how deep images go
   * @param cache what is kept of images, or null
   */
  ImageEncoder(
      PackedFlamingo model,
      List<CrossAttention> attentions,
      int visualTokens,
      int resamplerLayers,
      ExitRule exit,
      DepthTally depths,
      Set<ExactSaving> savings,
      VisualCache cache) {
    this.model = model;
    this.ops = model.ops();
    this.attentions = attentions;
    this.visualTokens = visualTokens;
    this.resamplerLayers = resamplerLayers;
    this.exit = exit;
    this.depths = depths;
    this.savings = savings;
    this.cache = cache;
  }

  EncodedImages encode(INDArray pixels) {
    if (cache == null) {
      EncodedImages images = allocate((int) pixels.size(0), attentions);
      synchronized (ops) {
        computeTokens(pixels, images.tokens());
        project(images);
      }
      return images;
    }
    EncodedImages known = throughCache(pixels);
    return cache.level() == CacheLevel.KV ? known : projected(known);
  }

  /** The visual tokens alone, through the cache, in an array of their own. */
  INDArray tokens(INDArray pixels) {
    try (EncodedImages images = throughCache(pixels)) {
      return images.tokens().dup('c');
    }
  }

  /** Arrays of a single image, as the cache keeps it. */
  EncodedImages emptyImage() {
    return allocate(1, kept());
  }

  private List<CrossAttention> kept() {
    return cache.level() == CacheLevel.KV ? attentions : List.of();
  }

  /** Takes over images without keys and values. */
  private EncodedImages projected(EncodedImages known) {
    List<INDArray> keyValues = keyValues(known.count(), attentions);
    EncodedImages images =
        new EncodedImages(
            known.tokens(),
            keyValues,
            () -> {
              known.close();
              keyValues.forEach(INDArray::close);
            });
    synchronized (ops) {
      project(images);
    }
    return images;
  }

  /** What the cache keeps of images, from the cache or computed and left there. */
  private EncodedImages throughCache(INDArray pixels) {
    List<PixelHash> hashes = PixelHash.of(pixels);
    EncodedImages together = cache.together(hashes);
    if (together != null) {
      cache.count(hashes.size(), 0);
      return together;
    }
    EncodedImages images = allocate(hashes.size(), kept());
    List<Integer> missing = copyKnown(hashes, IntStream.range(0, hashes.size()).boxed(), images);
    if (missing.isEmpty()) {
      cache.count(hashes.size(), 0);
      return images;
    }
    synchronized (ops) { // another thread may have computed them meanwhile
      missing = copyKnown(hashes, missing.stream(), images);
      if (missing.size() == hashes.size() && hashes.stream().distinct().count() == missing.size()) {
        computeChosen(pixels, missing, images);
        cache.count(0, missing.size());
        return cache.keep(hashes, images);
      }
      int computed = computeMissing(pixels, hashes, missing, images);
      cache.count(hashes.size() - computed, computed);
      return images;
    }
  }

  /** Which of the places could not be filled. */
  private List<Integer> copyKnown(
      List<PixelHash> hashes, Stream<Integer> places, EncodedImages images) {
    return places.filter(place -> !cache.copyTo(hashes.get(place), images, place)).toList();
  }

  /** How many different images were computed. */
  private int computeMissing(
      INDArray pixels, List<PixelHash> hashes, List<Integer> missing, EncodedImages images) {
    if (missing.isEmpty()) {
      return 0;
    }
    Map<PixelHash, Integer> order = new LinkedHashMap<>(); // hash -> its place among the computed
    List<Integer> first = new ArrayList<>();
    for (int place : missing) {
      if (order.putIfAbsent(hashes.get(place), order.size()) == null) {
        first.add(place);
      }
    }
    EncodedImages computed = allocate(first.size(), kept());
    computeChosen(pixels, first, computed);
    for (int place : missing) {
      computed.copyTo(order.get(hashes.get(place)), images, place);
    }
    cache.keep(List.copyOf(order.keySet()), computed).close();
    return first.size();
  }

  /** Visual tokens of {@code pixels} into {@code tokens}, [n, R, Dv]. */
  void computeTokens(INDArray pixels, INDArray tokens) {
    if (savings.contains(ExactSaving.BATCHED_IMAGES)) {
      computeTogether(pixels, tokens);
      return;
    }
    for (int place = 0; place < pixels.size(0); place++) {
      computeTogether(one(pixels, place), one(tokens, place));
    }
  }

  private void computeTogether(INDArray pixels, INDArray tokens) {
    try (Scope scratch = ops.scope()) {
      INDArray features = model.vision().tokens(pixels); // [n, N, Dv]
      long images = features.size(0);
      INDArray x = features.reshape('c', images, 1, 1, features.size(1), features.size(2));
      ops.copy(resample(x).reshape('c', tokens.shape()), tokens);
    }
    if (!savings.contains(ExactSaving.REUSED_SCRATCH)) {
      ops.freeScratch();
    }
  }

  private INDArray resample(INDArray x) {
    PerceiverResampler resampler = model.resampler();
    if (!exit.equals(ExitRule.NEVER) || depths.isListening()) {
      return resampler.forward(x, visualTokens, resamplerLayers, exit, savings, depths);
    }
    depths.add(resamplerLayers, x.size(0));
    return resampler.forward(x, visualTokens, resamplerLayers, savings, LayerObserver.NONE);
  }

  /** The same from visual tokens, [n, R, Dv], that are there already. */
  EncodedImages project(INDArray tokens) {
    EncodedImages images = allocate((int) tokens.size(0), attentions);
    ops.copy(tokens, images.tokens());
    project(images);
    return images;
  }

  private void project(EncodedImages images) {
    for (int block = 0; block < attentions.size(); block++) {
      attentions.get(block).project(images.tokens(), images.keyValues().get(block));
    }
  }

  private void computeChosen(INDArray pixels, List<Integer> places, EncodedImages images) {
    computeChosenTokens(pixels, places, images.tokens());
    if (!images.keyValues().isEmpty()) {
      project(images);
    }
  }

  private void computeChosenTokens(INDArray pixels, List<Integer> places, INDArray tokens) {
    if (places.size() == pixels.size(0)) {
      computeTokens(pixels, tokens);
      return;
    }
    try (Scope scratch = ops.scope()) {
      long[] shape = pixels.shape().clone();
      shape[0] = places.size();
      INDArray chosen = ops.create(DataType.FLOAT, shape);
      for (int i = 0; i < places.size(); i++) {
        ops.copy(image(pixels, places.get(i)), image(chosen, i));
      }
      computeTokens(chosen, tokens);
    }
  }

  private EncodedImages allocate(int count, List<CrossAttention> blocks) {
    int width = model.config().resampler().width();
    INDArray tokens = Nd4j.createUninitialized(DataType.FLOAT, count, visualTokens, width);
    return new EncodedImages(tokens, keyValues(count, blocks));
  }

  private List<INDArray> keyValues(int count, List<CrossAttention> blocks) {
    return blocks.stream()
        .map(
            block ->
                Nd4j.createUninitialized(
                    block.keyValueType(), count, visualTokens, block.keyValueWidth()))
        .toList();
  }

  /** One image as a batch of one. */
  private static INDArray one(INDArray all, int place) {
    return all.get(NDArrayIndex.interval(place, place + 1L));
  }

  private static INDArray image(INDArray all, int place) {
    return all.get(NDArrayIndex.point(place));
  }
}
