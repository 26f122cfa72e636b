package flamingo.model;

import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageModel;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.Packer;
import flamingo.model.layer.Weights;
import flamingo.model.vision.VisionTower;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * The parts of a Flamingo with their weights packed for one precision; shared by all plans of that
 * precision.
 *
 * @param blocks one entry a decoder layer, null where no cross-attention stands before it
 */
record PackedFlamingo(
    FlamingoConfig config,
    TensorOps ops,
    VisionTower vision,
    PerceiverResampler resampler,
    LanguageModel language,
    List<GatedCrossAttention> blocks) {

  /**
   * Begins with the largest tensors: each lies in memory twice while it is packed, which is then
   * when little else does.
   *
   * @param vision gives the tower, packed when it is asked for
   */
  static PackedFlamingo pack(
      FlamingoConfig config,
      Weights weights,
      Supplier<VisionTower> vision,
      TensorOps ops,
      Precision precision) {
    Weights language = weights.under("lang_encoder");
    LanguageModel largest = new LanguageModel(config.language(), language, ops, precision);
    return new PackedFlamingo(
        config,
        ops,
        vision.get(),
        new PerceiverResampler(config.resampler(), weights.under("perceiver"), ops, precision),
        largest,
        blocks(config, language, new Packer(ops, precision)));
  }

  /** A draft, which shares all that comes before the language model. */
  PackedFlamingo draft(Draft draft, Precision precision) {
    LanguageConfig language = draft.language(config.language());
    FlamingoConfig drafts =
        new FlamingoConfig(
            config.vision(),
            config.resampler(),
            language,
            config.crossAttention().withWidths(language.width(), config.resampler().width()),
            1,
            config.specialTokens());
    boolean sees = draft instanceof Draft.Seeing;
    Weights weights = sees ? draft.weights().under("lang_encoder") : draft.weights();
    return new PackedFlamingo(
        drafts,
        ops,
        vision,
        resampler,
        new LanguageModel(language, weights, ops, precision),
        sees
            ? blocks(drafts, weights, new Packer(ops, precision))
            : Collections.nCopies(language.layers(), null));
  }

  private static List<GatedCrossAttention> blocks(
      FlamingoConfig config, Weights language, Packer packer) {
    List<GatedCrossAttention> blocks = new ArrayList<>();
    for (int layer = 0; layer < config.language().layers(); layer++) {
      String name = config.language().kind().layers() + "." + layer + ".gated_cross_attn_layer";
      blocks.add(
          config.hasBlockBefore(layer)
              ? new GatedCrossAttention(config.crossAttention(), language.under(name), packer)
              : null);
    }
    return blocks;
  }

  long weightBytes() {
    return vision.weightBytes()
        + resampler.weightBytes()
        + language.weightBytes()
        + existingBlocks().stream().mapToLong(GatedCrossAttention::weightBytes).sum();
  }

  /** The blocks that exist, in the order of their layers. */
  List<GatedCrossAttention> existingBlocks() {
    return blocks.stream().filter(block -> block != null).toList();
  }
}
