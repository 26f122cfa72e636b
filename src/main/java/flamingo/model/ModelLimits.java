package flamingo.model;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan may ask of a model. Each check gives a sentence that says what is wrong and what to
 * do, or nothing.
 *
 * @param latents of the resampler
 * @param layers of the resampler
 * @param calibrated whether exits were calibrated for the weights
 */
public record ModelLimits(int latents, int layers, boolean calibrated) {

  public Optional<String> tokens(ExecutionPlan plan) {
    return unless(
        plan.visualTokens() <= latents,
        "The plan asks for %d visual tokens, but this model has %d; choose 1 to %d."
            .formatted(plan.visualTokens(), latents, latents));
  }

  public Optional<String> depth(ExecutionPlan plan) {
    Optional<String> fixed =
        unless(
            plan.resamplerLayers() <= layers,
            "The plan asks for %d layers of the resampler, but this model has %d; choose 1 to %d."
                .formatted(plan.resamplerLayers(), layers, layers));
    return fixed.or(
        () ->
            unless(
                calibrated || !plan.exit().equals(ExitRule.CALIBRATED),
                "The plan asks for the calibrated depth, but none was calibrated for these weights; run calibrate, or give a number of layers."));
  }

  public Optional<String> sparsity(ExecutionPlan plan) {
    int given = plan.visualTokensOf(latents);
    return unless(
        plan.sparsity().tokens() <= given,
        "The plan reads the best %d visual tokens of an image, but gives it %d; choose sparse=%d or less, or more tokens."
            .formatted(plan.sparsity().tokens(), given, given));
  }

  /**
   * @throws IllegalArgumentException if a check says so
   */
  void require(ExecutionPlan plan) {
    Stream.of(tokens(plan), depth(plan), sparsity(plan))
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException(sentence);
            });
  }

  private static Optional<String> unless(boolean fine, String sentence) {
    return fine ? Optional.empty() : Optional.of(sentence);
  }
}
