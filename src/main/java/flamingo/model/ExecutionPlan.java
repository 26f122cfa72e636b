package flamingo.model;

import flamingo.tensor.Precision;

/**
 * How a model is run: every choice that changes cost, or the answer, but not the weights. The dense
 * baseline is {@link #DENSE}.
 *
 * @param visualTokens latents of the resampler that are used, a prefix of the trained ones; {@link
 *     #ALL_TOKENS} for all
 * @param precision of every linear layer
 * @param cacheLevel what is kept of an image
 * @param cacheBytes bound of the cache
 */
public record ExecutionPlan(
    int visualTokens, Precision precision, CacheLevel cacheLevel, long cacheBytes) {

  public static final int ALL_TOKENS = 0;

  public static final ExecutionPlan DENSE =
      new ExecutionPlan(ALL_TOKENS, Precision.FP32, CacheLevel.OFF, 0);

  /**
   * @throws IllegalArgumentException if a number is negative, or a cache has no room
   */
  public ExecutionPlan {
    if (visualTokens < 0) {
      throw new IllegalArgumentException("Visual tokens cannot be negative: " + visualTokens + ".");
    }
    if (cacheBytes < 0 || (cacheLevel != CacheLevel.OFF && cacheBytes == 0)) {
      throw new IllegalArgumentException("A cache needs room, not " + cacheBytes + " bytes.");
    }
  }

  public ExecutionPlan withVisualTokens(int count) {
    return new ExecutionPlan(count, precision, cacheLevel, cacheBytes);
  }

  public ExecutionPlan withPrecision(Precision other) {
    return new ExecutionPlan(visualTokens, other, cacheLevel, cacheBytes);
  }

  public ExecutionPlan withCache(CacheLevel level, long bytes) {
    return new ExecutionPlan(visualTokens, precision, level, bytes);
  }
}
