package flamingo.verify;

import flamingo.model.PerceiverResampler;
import flamingo.model.ResamplerConfig;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.Weights;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
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
    checks.runCases(of -> outputs(resampler, fixture.inputOf(of, "x")));
  }

  private static Outputs outputs(PerceiverResampler resampler, INDArray x) {
    Outputs outputs = new Outputs();
    INDArray out =
        resampler.forward(
            x,
            resampler.config().latents(),
            resampler.config().depth(),
            ExactSaving.all(),
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
