package flamingo.model;

import flamingo.model.language.LanguageModel;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.Packer;
import flamingo.model.layer.Weights;
import flamingo.model.vision.VisionTower;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.List;

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

  static PackedFlamingo pack(
      FlamingoConfig config,
      Weights weights,
      VisionTower vision,
      TensorOps ops,
      Precision precision) {
    Weights language = weights.under("lang_encoder");
    return new PackedFlamingo(
        config,
        ops,
        vision,
        new PerceiverResampler(config.resampler(), weights.under("perceiver"), ops, precision),
        new LanguageModel(config.language(), language, ops, precision),
        blocks(config, language, new Packer(ops, precision)));
  }

  /** A draft, which shares all that comes before the language model. */
  PackedFlamingo draft(Draft draft, Precision precision) {
    FlamingoConfig drafts = draft.config(config);
    Weights language = draft.weights().under("lang_encoder");
    return new PackedFlamingo(
        drafts,
        ops,
        vision,
        resampler,
        new LanguageModel(drafts.language(), language, ops, precision),
        blocks(drafts, language, new Packer(ops, precision)));
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
