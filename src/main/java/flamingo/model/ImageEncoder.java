package flamingo.model;

import flamingo.model.layer.CrossAttention;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.LayerObserver;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * From pixels to what the language model needs of them: vision tower, resampler, and the keys and
 * values of every cross-attention block. Images that the cache knows are not computed again, and an
 * image that comes twice in a batch is computed once.
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
  private final Set<ExactSaving> savings;
  private final VisualCache cache;

  /**
   * @param cache what is kept of images, or null
   */
  ImageEncoder(
      PackedFlamingo model,
      int visualTokens,
      int resamplerLayers,
      Set<ExactSaving> savings,
      VisualCache cache) {
    this.model = model;
    this.ops = model.ops();
    this.attentions = model.existingBlocks().stream().map(GatedCrossAttention::attention).toList();
    this.visualTokens = visualTokens;
    this.resamplerLayers = resamplerLayers;
    this.savings = savings;
    this.cache = cache;
  }

  EncodedImages encode(INDArray pixels) {
    if (cache == null) {
      EncodedImages images = allocate((int) pixels.size(0), attentions);
      computeTokens(pixels, images.tokens());
      project(images);
      return images;
    }
    boolean keepsKeyValues = cache.level() == CacheLevel.KV;
    EncodedImages images = allocate((int) pixels.size(0), attentions);
    EncodedImages cached = keepsKeyValues ? images : new EncodedImages(images.tokens(), List.of());
    encodeThroughCache(pixels, cached);
    if (!keepsKeyValues) {
      project(images);
    }
    return images;
  }

  /** Fills the arrays of {@code images} from the cache, and the cache from what it lacked. */
  private void encodeThroughCache(INDArray pixels, EncodedImages images) {
    List<PixelHash> hashes = PixelHash.of(pixels);
    Map<PixelHash, Integer> missing = new LinkedHashMap<>(); // hash -> its place among the missing
    List<Integer> firstPlaces = new ArrayList<>();
    for (int image = 0; image < hashes.size(); image++) {
      EncodedImages known = cache.find(hashes.get(image));
      if (known != null) {
        copy(known, 0, images, image);
      } else if (missing.putIfAbsent(hashes.get(image), missing.size()) == null) {
        firstPlaces.add(image);
      }
    }
    cache.count(hashes.size() - missing.size(), missing.size());
    if (!missing.isEmpty()) {
      computeMissing(pixels, hashes, missing, firstPlaces, images);
    }
  }

  private void computeMissing(
      INDArray pixels,
      List<PixelHash> hashes,
      Map<PixelHash, Integer> missing,
      List<Integer> firstPlaces,
      EncodedImages images) {
    List<CrossAttention> kept = images.keyValues().isEmpty() ? List.of() : attentions;
    try (EncodedImages computed = allocate(missing.size(), kept)) {
      computeChosen(pixels, firstPlaces, computed.tokens());
      if (!kept.isEmpty()) {
        project(computed);
      }
      for (int image = 0; image < hashes.size(); image++) {
        Integer place = missing.get(hashes.get(image));
        if (place != null) {
          copy(computed, place, images, image);
        }
      }
      missing.forEach((hash, place) -> cache.put(hash, single(computed, place)));
    }
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
      INDArray latents =
          model.resampler().forward(x, visualTokens, resamplerLayers, savings, LayerObserver.NONE);
      ops.copy(latents.reshape('c', tokens.shape()), tokens);
    }
    if (!savings.contains(ExactSaving.REUSED_SCRATCH)) {
      ops.freeScratch();
    }
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

  private void computeChosen(INDArray pixels, List<Integer> places, INDArray tokens) {
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
    return new EncodedImages(
        tokens,
        blocks.stream()
            .map(
                block ->
                    Nd4j.createUninitialized(
                        block.keyValueType(), count, visualTokens, block.keyValueWidth()))
            .toList());
  }

  private EncodedImages single(EncodedImages images, int place) {
    EncodedImages one = allocate(1, images.keyValues().isEmpty() ? List.of() : attentions);
    copy(images, place, one, 0);
    return one;
  }

  private void copy(EncodedImages from, int fromPlace, EncodedImages to, int toPlace) {
    ops.copy(image(from.tokens(), fromPlace), image(to.tokens(), toPlace));
    for (int block = 0; block < to.keyValues().size(); block++) {
      ops.copy(
          image(from.keyValues().get(block), fromPlace), image(to.keyValues().get(block), toPlace));
    }
  }

  /** One image as a batch of one. */
  private static INDArray one(INDArray all, int place) {
    return all.get(NDArrayIndex.interval(place, place + 1L));
  }

  private static INDArray image(INDArray all, int place) {
    return all.get(NDArrayIndex.point(place));
  }
}
