package flamingo.model;

/**
 * What a cache of images has done so far.
 *
 * @param hits images that were found
 * @param misses images that had to be computed
 * @param evictions images that were dropped for want of room
 * @param bytes bytes held now
 */
public record CacheStatistics(long hits, long misses, long evictions, long bytes) {
  public static final CacheStatistics NONE = new CacheStatistics(0, 0, 0, 0);

  /** Share of images that were found, 0 where none was asked for. */
  public double hitRate() {
    return hits == 0 ? 0 : (double) hits / (hits + misses);
  }
}
