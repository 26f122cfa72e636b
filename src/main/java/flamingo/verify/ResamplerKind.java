package flamingo.verify;

import flamingo.model.PerceiverResampler;
import flamingo.model.ResamplerConfig;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.Weights;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The Perceiver Resampler: {@code x} [B, T, F, V, D] to {@code after_layer_0} and {@code out} [B,
 * T, R, D].
 */
record ResamplerKind(String name) implements FixtureKind {

  static ResamplerConfig config(Section config) {
    return new ResamplerConfig(
        config.integer("dim"),
        config.integer("depth"),
        config.integer("dim_head"),
        config.integer("heads"),
        config.integer("num_latents"),
        config.integer("ff_mult"),
        config.integer("max_num_media", 0),
        config.integer("max_num_frames", 0));
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    PerceiverResampler resampler =
        new PerceiverResampler(
            config(fixture.config()), Weights.of(fixture.weights()), ops, Precision.FP32);
    for (Set<ExactSaving> savings :
        List.of(Set.of(ExactSaving.ABSORPTION), Set.of(ExactSaving.FOLDED_NORMS))) {
      checks
          .of("only " + savings.iterator().next().name().toLowerCase(Locale.ROOT))
          .runCases(of -> outputs(resampler, fixture.inputOf(of, "x"), savings));
    }
    checks.of("no savings").runCases(of -> outputs(resampler, fixture.inputOf(of, "x"), Set.of()));
    checks.runCases(of -> outputs(resampler, fixture.inputOf(of, "x"), ExactSaving.usual()));
  }

  private static Outputs outputs(
      PerceiverResampler resampler, INDArray x, Set<ExactSaving> savings) {
    Outputs outputs = new Outputs();
    INDArray out =
        resampler.forward(
            x,
            resampler.config().latents(),
            resampler.config().depth(),
            savings,
            (layer, latents) -> {
              if (layer == 0) {
                INDArray copy = latents.dup('c');
                long[] perImage = {x.size(0), x.size(1), copy.size(1), copy.size(2)};
                outputs.put("after_layer_0", copy.reshape('c', perImage));
              }
            });
    return outputs.put("out", out);
  }
}
