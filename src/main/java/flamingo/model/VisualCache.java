package flamingo.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import java.util.OptionalLong;

/**
 * Images that were encoded before, by the hash of their pixels, within a number of bytes. Which
 * image goes when room is short is Caffeine's choice: those used neither lately nor often. One
 * belongs to one prepared model, so that its entries fit the plan and its first pass is cold.
 */
final class VisualCache implements AutoCloseable {
  private static final int BYTES_A_UNIT = 1024;

  private final Cache<PixelHash, EncodedImages> images;
  private final CacheLevel level;
  private long hits;
  private long misses;
  private long evictions;

  VisualCache(CacheLevel level, long bytes) {
    this.level = level;
    this.images =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(Math.max(1, bytes / BYTES_A_UNIT))
            .<PixelHash, EncodedImages>weigher((hash, image) -> units(image))
            .evictionListener((hash, image, cause) -> evict(image))
            .build();
  }

  CacheLevel level() {
    return level;
  }

  /** The image, to be copied before the next {@link #put}; null if it is not here. */
  EncodedImages find(PixelHash hash) {
    return images.getIfPresent(hash);
  }

  /** Takes ownership of {@code image}, which may be dropped at once if it is too large. */
  void put(PixelHash hash, EncodedImages image) {
    images.put(hash, image);
    images.cleanUp();
  }

  void count(int found, int computed) {
    hits += found;
    misses += computed;
  }

  CacheStatistics statistics() {
    long held =
        images
            .policy()
            .eviction()
            .map(Policy.Eviction::weightedSize)
            .orElse(OptionalLong.empty())
            .orElse(0);
    return new CacheStatistics(hits, misses, evictions, held * BYTES_A_UNIT);
  }

  @Override
  public void close() {
    images.asMap().values().forEach(EncodedImages::close);
    images.invalidateAll();
  }

  private void evict(EncodedImages image) {
    evictions++;
    image.close();
  }

  private static int units(EncodedImages image) {
    return Math.toIntExact((image.bytes() + BYTES_A_UNIT - 1) / BYTES_A_UNIT);
  }
}
