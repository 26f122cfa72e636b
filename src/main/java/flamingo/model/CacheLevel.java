package flamingo.model;

/** What of an image is kept between requests. */
public enum CacheLevel {
  OFF,
  /** The resampled visual tokens. */
  TOKENS,
  /**
   * The visual tokens and the keys and values that every cross-attention block projects from them.
   */
  KV
}
