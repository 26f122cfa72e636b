package flamingo.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Images that were encoded before, by the hash of their pixels, within a number of bytes. Which
 * image goes when room is short is Caffeine's choice: those used neither lately nor often. One
 * belongs to one prepared model, so that its entries fit the plan and its first pass is cold. Any
 * number of threads may use it.
 */
final class VisualCache implements AutoCloseable {
  private static final int BYTES_A_UNIT = 1024;

  private final Cache<PixelHash, CachedImage> images;
  private final CacheLevel level;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder evictions = new LongAdder();

  VisualCache(CacheLevel level, long bytes) {
    this.level = level;
    this.images =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(Math.max(1, bytes / BYTES_A_UNIT))
            .<PixelHash, CachedImage>weigher((hash, image) -> units(image.bytes()))
            .removalListener((hash, image, cause) -> remove(image, cause))
            .build();
  }

  CacheLevel level() {
    return level;
  }

  /** Copies an image to a place among others; false if it is not here. */
  boolean copyTo(PixelHash hash, EncodedImages others, int place) {
    CachedImage known = images.getIfPresent(hash);
    return known != null && known.copyTo(others, place);
  }

  /**
   * These images, if they were encoded together in this order and all are still here; null if not.
   *
   * @return to be closed by the caller
   */
  EncodedImages together(List<PixelHash> hashes) {
    CachedImage first = images.getIfPresent(hashes.get(0));
    SharedImages batch = first == null ? null : first.images();
    if (batch == null || batch.count() != hashes.size()) {
      return null;
    }
    for (int place = 0; place < hashes.size(); place++) {
      CachedImage image = images.getIfPresent(hashes.get(place));
      if (image == null || !image.isAt(batch, place)) {
        return null;
      }
    }
    return batch.read();
  }

  /**
   * Takes over images that were encoded together.
   *
   * @return the same, to be closed by the caller
   */
  EncodedImages keep(List<PixelHash> hashes, EncodedImages encoded) {
    SharedImages batch = new SharedImages(encoded);
    for (int place = 0; place < hashes.size(); place++) {
      put(hashes.get(place), batch.cached(place));
    }
    EncodedImages kept = batch.read();
    batch.letGo();
    return kept;
  }

  /** Takes ownership of an image, which may be dropped at once if it is too large. */
  void put(PixelHash hash, CachedImage image) {
    images.put(hash, image);
  }

  void count(int found, int computed) {
    hits.add(found);
    misses.add(computed);
  }

  CacheStatistics statistics() {
    return new CacheStatistics(
        hits.sum(),
        misses.sum(),
        evictions.sum(),
        eviction().weightedSize().orElse(0) * BYTES_A_UNIT);
  }

  /** How many images of so many bytes there is room for. */
  long room(long bytes) {
    return eviction().getMaximum() / Math.max(1, units(bytes));
  }

  /** All images, those first that would stay longest. */
  List<Map.Entry<PixelHash, CachedImage>> hottest() {
    images.cleanUp();
    return List.copyOf(eviction().hottest(Integer.MAX_VALUE).entrySet());
  }

  void clear() {
    images.invalidateAll();
    images.cleanUp();
  }

  @Override
  public void close() {
    clear();
  }

  private Policy.Eviction<PixelHash, CachedImage> eviction() {
    return images.policy().eviction().orElseThrow();
  }

  private void remove(CachedImage image, RemovalCause cause) {
    if (cause.wasEvicted()) {
      evictions.increment();
      image.evict();
    } else {
      image.free();
    }
  }

  private static int units(long bytes) {
    return Math.toIntExact((bytes + BYTES_A_UNIT - 1) / BYTES_A_UNIT);
  }
}
