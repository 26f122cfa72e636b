package flamingo.model;

import flamingo.model.layer.Weights;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import java.util.EnumMap;
import java.util.Map;

/**
 * A visual language model: a vision tower, a {@link PerceiverResampler}, and a language model with
 * gated cross-attention blocks between its layers.
 *
 * <p>Weights are packed once for each precision that a plan asks for, so that going back and forth
 * between plans costs nothing.
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, figure 3</a>
 * @see <a href="https://arxiv.org/abs/2308.01390">OpenFlamingo</a>
 */
public final class Flamingo {
  private final FlamingoConfig config;
  private final Weights weights;
  private final TensorOps ops;
  private final Map<Precision, PackedFlamingo> packed = new EnumMap<>(Precision.class);

  /**
   * @param weights under the names of OpenFlamingo's state dict: {@code vision_encoder}, {@code
   *     perceiver}, {@code lang_encoder}
   */
  public Flamingo(FlamingoConfig config, Weights weights, TensorOps ops) {
    this.config = config;
    this.weights = weights;
    this.ops = ops;
  }

  public FlamingoConfig config() {
    return config;
  }

  public TensorOps ops() {
    return ops;
  }

  /** Number of trained numbers. */
  public long parameters() {
    return config.parameters();
  }

  /** False while the weights are random. */
  public boolean trained() {
    return weights.trained();
  }

  /**
   * @throws IllegalArgumentException if the plan asks for more visual tokens than there are latents
   */
  public PreparedFlamingo prepare(ExecutionPlan plan) {
    int latents = config.resampler().latents();
    if (plan.visualTokens() > latents) {
      throw new IllegalArgumentException(
          "The plan asks for %d visual tokens, but this model has %d; choose 1 to %d."
              .formatted(plan.visualTokens(), latents, latents));
    }
    return new PreparedFlamingo(packed(plan.precision()), plan);
  }

  private PackedFlamingo packed(Precision precision) {
    return packed.computeIfAbsent(
        precision, wanted -> PackedFlamingo.pack(config, weights, ops, wanted));
  }
}
