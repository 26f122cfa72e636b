package flamingo.model;

import flamingo.model.layer.Sparsity;
import java.nio.file.Path;
import java.util.Set;

/**
 * What encoded images depend on: only where both are the same may they be taken for each other.
 *
 * @param model hash of the weights
 * @param plan all that changes what an image becomes: precision, visual tokens, layers, cache level
 */
record CacheIdentity(String model, String plan) {
  /**
   * Choices that concern the text alone are left out; a choice that is not known to be of them
   * counts.
   *
   * @throws CacheFileException if there is nothing that {@code file} could be bound to
   */
  static CacheIdentity of(
      Path file, String model, ExecutionPlan plan, int visualTokens, int layers) {
    if (plan.cacheLevel() == CacheLevel.OFF) {
      throw CacheFileException.unbound(file, "the plan keeps no images; add cache=kv to it");
    }
    if (model == null) {
      throw CacheFileException.unbound(
          file, "the weights are random and have no file; choose a trained model");
    }
    ExecutionPlan ofImages =
        plan.withVisualTokens(visualTokens)
            .withResamplerLayers(layers)
            .withCache(plan.cacheLevel(), 1)
            .withSpeculation(0)
            .withSparsity(Sparsity.NONE)
            .withSavings(Set.of());
    return new CacheIdentity(model, ofImages.toString());
  }
}
