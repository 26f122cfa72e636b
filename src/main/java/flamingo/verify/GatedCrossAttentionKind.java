package flamingo.verify;

import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.MediaKeyValue;
import flamingo.model.layer.MediaLayout;
import flamingo.model.layer.MediaReader;
import flamingo.model.layer.Packer;
import flamingo.model.layer.Weights;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gated cross-attention block: {@code x} [B, L, D], {@code media} [B, T, R, Dv] and {@code
 * media_locations} [B, L'] to {@code attn_out} (before the gate), {@code after_attn} and {@code
 * out} [B, L, D].
 */
final class GatedCrossAttentionKind implements FixtureKind {
  /** In {@code media_locations}, the place of an image. */
  private static final int IMAGE = 1;

  @Override
  public String name() {
    return "gated-cross-attention";
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    GatedCrossAttention immediate = block(fixture, ops, MediaAttention.IMMEDIATE);
    GatedCrossAttention allPrevious = block(fixture, ops, MediaAttention.ALL_PREVIOUS);
    checks.runCases(
        of ->
            outputs(
                of.settings().flag("only_attend_immediate_media") ? immediate : allPrevious,
                fixture,
                of));
  }

  private static GatedCrossAttention block(
      Fixture fixture, TensorOps ops, MediaAttention attention) {
    Section config = fixture.config();
    CrossAttentionConfig sizes =
        new CrossAttentionConfig(
            config.integer("dim"),
            config.integer("dim_visual"),
            config.integer("heads"),
            config.integer("dim_head"),
            config.integer("ff_mult"),
            attention);
    return new GatedCrossAttention(
        sizes, Weights.of(fixture.weights()), new Packer(ops, Precision.FP32));
  }

  private static Outputs outputs(GatedCrossAttention block, Fixture fixture, FixtureCase of) {
    INDArray media = fixture.inputOf(of, "media");
    INDArray x = fixture.inputOf(of, "x").dup('c');
    int[][] locations = fixture.idsOf(of, "media_locations");
    MediaLayout all = MediaLayout.of(locations, IMAGE, (int) media.size(1));
    boolean cached = of.settings().flag("use_cached_media");
    MediaLayout layout = cached ? all.following((int) x.size(1)) : all;
    MediaKeyValue projected = block.attention().project(media);
    Outputs outputs = new Outputs();
    outputs.put("attn_out", block.attention().forward(x, projected, layout).dup('c'));
    block.addAttention(x, projected, layout, ExactSaving.usual(), MediaReader.all());
    outputs.put("after_attn", x.dup('c'));
    block.addFeedForward(x, ExactSaving.usual());
    return outputs.put("out", x);
  }
}
