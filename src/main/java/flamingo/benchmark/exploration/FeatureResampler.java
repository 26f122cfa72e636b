package flamingo.benchmark.exploration;

import flamingo.benchmark.workload.RandomInputs;
import flamingo.model.PerceiverResampler;
import flamingo.model.ResamplerConfig;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A resampler with random weights on random features, in the width of the study's experiments.
 *
 * <pre>
 * B images   N features   D = 512   R latents   8 heads of 64
 *   features   [B, 1, 1, N, D]
 * </pre>
 */
final class FeatureResampler {
  static final int WIDTH = 512;
  static final int FEATURES = 576;
  static final int LATENTS = 64;

  private static final int HEADS = 8;
  private static final int HEAD_WIDTH = 64;

  private final Bench bench;
  private final PerceiverResampler resampler;
  private final INDArray features;

  FeatureResampler(Bench bench, ResamplerConfig config, Precision precision, INDArray features) {
    this.bench = bench;
    this.resampler =
        new PerceiverResampler(config, RandomWeights.seeded(1), bench.ops(), precision);
    this.features = features;
  }

  static ResamplerConfig sizes(int depth, int latents) {
    return ResamplerConfig.images(WIDTH, depth, HEADS, HEAD_WIDTH, latents);
  }

  static INDArray features(int images, int count) {
    return RandomInputs.normal(images, 1, 1, count, WIDTH);
  }

  void run() {
    runLayers(resampler.config().depth());
  }

  void runLayers(int layers) {
    try (Scope scratch = bench.ops().scope()) {
      forward(layers);
    }
  }

  float[] output() {
    try (Scope scratch = bench.ops().scope()) {
      return forward(resampler.config().depth()).dup('c').data().asFloat();
    }
  }

  private INDArray forward(int layers) {
    return resampler.forward(
        features, resampler.config().latents(), layers, ExactSaving.usual(), LayerObserver.NONE);
  }

  long weightBytes() {
    return resampler.weightBytes();
  }

  String kernel() {
    return resampler.kernel();
  }
}
