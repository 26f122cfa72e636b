package flamingo.model;

import flamingo.model.layer.Weights;
import flamingo.model.layer.WeightsException;
import flamingo.model.vision.VisionTower;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.LargeBlocks;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

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
  private final Draft draft;
  private final Function<Precision, VisionTower> towers;
  private final ExitRule calibratedExit;
  private final Map<Precision, PackedFlamingo> packed = new EnumMap<>(Precision.class);
  private final Map<Precision, PackedFlamingo> packedDrafts = new EnumMap<>(Precision.class);

  /**
   * @param weights under the names of OpenFlamingo's state dict: {@code vision_encoder}, {@code
   *     perceiver}, {@code lang_encoder}
   */
  public Flamingo(FlamingoConfig config, Weights weights, TensorOps ops) {
    this(config, weights, ops, null);
  }

  /**
   * @param draft what proposes tokens where a plan asks for speculation; null to look them up
   */
  public Flamingo(FlamingoConfig config, Weights weights, TensorOps ops, Draft draft) {
    this(
        config,
        weights,
        ops,
        draft,
        precision ->
            VisionTower.of(config.vision(), weights.under("vision_encoder"), ops, precision),
        null);
  }

  private Flamingo(
      FlamingoConfig config,
      Weights weights,
      TensorOps ops,
      Draft draft,
      Function<Precision, VisionTower> towers,
      ExitRule calibratedExit) {
    this.config = config;
    this.weights = weights;
    this.ops = ops;
    this.draft = draft;
    this.towers = towers;
    this.calibratedExit = calibratedExit;
  }

  /**
   * The same with another vision tower, in the tower's own precision.
   *
   * @throws IllegalArgumentException if its tokens are not as wide as the resampler takes them
   */
  public Flamingo with(VisionTower tower) {
    return new Flamingo(config.with(tower.config()), weights, ops, draft, precision -> tower, null);
  }

  /**
   * The same, with what {@link ExitRule#CALIBRATED} stands for.
   *
   * @param rule that was calibrated for these very weights
   */
  public Flamingo with(ExitRule rule) {
    return new Flamingo(config, weights, ops, draft, towers, rule);
  }

  /**
   * The same with one number in the place of all gates; 0 shuts every image out.
   *
   * @param gate before tanh
   */
  public Flamingo withGates(float gate) {
    return new Flamingo(config, weights.withGates(gate), ops, draft, towers, calibratedExit);
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

  /** What a plan may ask of this model. */
  public ModelLimits limits() {
    return new ModelLimits(
        config.resampler().latents(), config.resampler().depth(), calibratedExit != null);
  }

  /**
   * @throws IllegalArgumentException if the plan asks for more visual tokens or layers than there
   *     are latents
   */
  public PreparedFlamingo prepare(ExecutionPlan plan) {
    limits().require(plan);
    ExecutionPlan settled = plan.withExit(exit(plan.exit()));
    PackedFlamingo model = packed(plan.precision());
    return new PreparedFlamingo(
        model, plan.speculation() == 0 || draft == null ? null : draft(model, plan), settled);
  }

  /** Whether the weights lie in memory in this precision. */
  public boolean isPacked(Precision precision) {
    return packed.containsKey(precision);
  }

  private ExitRule exit(ExitRule rule) {
    return rule.equals(ExitRule.CALIBRATED) ? calibratedExit : rule;
  }

  private PackedFlamingo draft(PackedFlamingo model, ExecutionPlan plan) {
    try {
      return packedDrafts.computeIfAbsent(plan.precision(), wanted -> model.draft(draft, wanted));
    } catch (WeightsException e) {
      throw new IllegalArgumentException(
          "The draft does not fit this model, so it cannot propose tokens: " + e.getMessage(), e);
    }
  }

  private PackedFlamingo packed(Precision precision) {
    return packed.computeIfAbsent(
        precision,
        wanted ->
            LargeBlocks.returned(
                () ->
                    PackedFlamingo.pack(config, weights, () -> towers.apply(wanted), ops, wanted)));
  }
}
