package flamingo.benchmark.exploration;

import flamingo.benchmark.workload.RandomInputs;
import flamingo.model.DirectSelfAttention;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How time grows with the number of visual features, with and without a resampler, and with the
 * number of latents: one image, two layers, 512 wide.
 */
final class Growth implements Exploration {
  private static final int DEPTH = 2;
  private static final List<Integer> FEATURES = List.of(256, 512, 1024, 2048, 4096);
  private static final List<Integer> LATENTS = List.of(16, 32, 64, 128, 256);

  @Override
  public String id() {
    return "growth";
  }

  @Override
  public String title() {
    return "Cost as work grows";
  }

  @Override
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int count : FEATURES) {
      steps.add(new Step("self-attention", "features=" + count, bench -> direct(bench, count)));
    }
    for (int count : FEATURES) {
      steps.add(
          new Step(
              "resampler",
              "features=" + count,
              bench -> resampler(bench, count, FeatureResampler.LATENTS)));
    }
    for (int count : LATENTS) {
      steps.add(
          new Step(
              "resampler-latents",
              "tokens=" + count,
              bench -> resampler(bench, FeatureResampler.FEATURES, count)));
    }
    return steps;
  }

  private static Finding direct(Bench bench, int count) {
    DirectSelfAttention layers =
        new DirectSelfAttention(
            FeatureResampler.sizes(DEPTH, 1), RandomWeights.seeded(2), bench.ops(), Precision.FP32);
    INDArray features = RandomInputs.normal(1, count, FeatureResampler.WIDTH);
    Runnable call =
        () -> {
          try (Scope scratch = bench.ops().scope()) {
            layers.forward(features);
          }
        };
    return Finding.timed(Timing.alone(bench.time(call), 1)).by(layers.kernel());
  }

  private static Finding resampler(Bench bench, int features, int latents) {
    FeatureResampler resampler =
        new FeatureResampler(
            bench,
            FeatureResampler.sizes(DEPTH, latents),
            Precision.FP32,
            FeatureResampler.features(1, features));
    return Finding.timed(Timing.alone(bench.time(resampler::run), 1)).by(resampler.kernel());
  }
}
