package flamingo.model;

import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.Sparsity;
import flamingo.tensor.Precision;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a model is run: every choice that changes cost, or the answer, but not the weights. The dense
 * baseline is {@link #DENSE}.
 *
 * @param visualTokens latents of the resampler that are used, a prefix of the trained ones; {@link
 *     #ALL_TOKENS} for all
 * @param resamplerLayers layers of the resampler that run; {@link #ALL_LAYERS} for all
 * @param exit when an image leaves the resampler earlier
 * @param precision of every linear layer
 * @param cacheLevel what is kept of an image
 * @param cacheBytes bound of the cache
 * @param speculation tokens that a draft proposes for each pass of the model; 0 for none, {@link
 *     #ADAPTIVE} for as many as pay
 * @param sparsity visual tokens that cross-attention reads
 * @param savings exact savings that are used; those that pay unless one is to be measured alone
 */
public record ExecutionPlan(
    int visualTokens,
    int resamplerLayers,
    ExitRule exit,
    Precision precision,
    CacheLevel cacheLevel,
    long cacheBytes,
    int speculation,
    Sparsity sparsity,
    Set<ExactSaving> savings) {

  public static final int ALL_TOKENS = 0;

  public static final int ALL_LAYERS = 0;

  public static final int ADAPTIVE = -1;

  public static final ExecutionPlan DENSE =
      new ExecutionPlan(
          ALL_TOKENS,
          ALL_LAYERS,
          ExitRule.NEVER,
          Precision.FP32,
          CacheLevel.OFF,
          0,
          0,
          Sparsity.NONE,
          ExactSaving.usual());

  /**
   * @throws IllegalArgumentException if a number is negative, or a cache has no room
   */
  public ExecutionPlan {
    savings = Set.copyOf(savings);
    if (Math.min(visualTokens, resamplerLayers) < 0 || speculation < ADAPTIVE) {
      throw new IllegalArgumentException(
          "Visual tokens, layers and proposals cannot be negative: %d, %d and %d."
              .formatted(visualTokens, resamplerLayers, speculation));
    }
    if (cacheBytes < 0 || (cacheLevel != CacheLevel.OFF && cacheBytes == 0)) {
      throw new IllegalArgumentException("A cache needs room, not " + cacheBytes + " bytes.");
    }
  }

  /** Visual tokens of a resampler with {@code latents} latents. */
  public int visualTokensOf(int latents) {
    return visualTokens == ALL_TOKENS ? latents : visualTokens;
  }

  public ExecutionPlan withVisualTokens(int count) {
    return new ExecutionPlan(
        count,
        resamplerLayers,
        exit,
        precision,
        cacheLevel,
        cacheBytes,
        speculation,
        sparsity,
        savings);
  }

  public ExecutionPlan withResamplerLayers(int count) {
    return new ExecutionPlan(
        visualTokens,
        count,
        exit,
        precision,
        cacheLevel,
        cacheBytes,
        speculation,
        sparsity,
        savings);
  }

  public ExecutionPlan withExit(ExitRule other) {
    return new ExecutionPlan(
        visualTokens,
        resamplerLayers,
        other,
        precision,
        cacheLevel,
        cacheBytes,
        speculation,
        sparsity,
        savings);
  }

  public ExecutionPlan withPrecision(Precision other) {
    return new ExecutionPlan(
        visualTokens,
        resamplerLayers,
        exit,
        other,
        cacheLevel,
        cacheBytes,
        speculation,
        sparsity,
        savings);
  }

  public ExecutionPlan withCache(CacheLevel level, long bytes) {
    return new ExecutionPlan(
        visualTokens,
        resamplerLayers,
        exit,
        precision,
        level,
        bytes,
        speculation,
        sparsity,
        savings);
  }

  public ExecutionPlan withSpeculation(int proposals) {
    return new ExecutionPlan(
        visualTokens,
        resamplerLayers,
        exit,
        precision,
        cacheLevel,
        cacheBytes,
        proposals,
        sparsity,
        savings);
  }

  public ExecutionPlan withSparsity(Sparsity other) {
    return new ExecutionPlan(
        visualTokens,
        resamplerLayers,
        exit,
        precision,
        cacheLevel,
        cacheBytes,
        speculation,
        other,
        savings);
  }

  /** The same with these exact savings instead. */
  public ExecutionPlan withSavings(Set<ExactSaving> others) {
    return new ExecutionPlan(
        visualTokens,
        resamplerLayers,
        exit,
        precision,
        cacheLevel,
        cacheBytes,
        speculation,
        sparsity,
        others);
  }

  /** The same without one exact saving. */
  public ExecutionPlan without(ExactSaving saving) {
    return withSavings(
        savings.stream().filter(each -> each != saving).collect(Collectors.toUnmodifiableSet()));
  }
}
