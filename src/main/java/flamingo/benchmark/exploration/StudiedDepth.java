package flamingo.benchmark.exploration;

import flamingo.benchmark.PairedTimes;
import flamingo.tensor.Precision;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What fewer layers save in the study's setting: 32 images, 512 wide, depth 6. Random weights have
 * no layer at which an image is done, so the layers are counted here and not chosen.
 */
final class StudiedDepth implements Exploration {
  private static final int IMAGES = 32;
  private static final int DEPTH = 6;

  @Override
  public String id() {
    return "study-depth";
  }

  @Override
  public String title() {
    return "Perceiver depth, as the study sets it";
  }

  @Override
  public List<Step> steps() {
    return IntStream.of(DEPTH, 4, 3, 2, 1)
        .mapToObj(
            layers ->
                new Step("resampler-512-batch-32", name(layers), bench -> measure(bench, layers)))
        .toList();
  }

  private static Finding measure(Bench bench, int layers) {
    INDArray features = FeatureResampler.features(IMAGES, FeatureResampler.FEATURES);
    FeatureResampler resampler =
        new FeatureResampler(
            bench,
            FeatureResampler.sizes(DEPTH, FeatureResampler.LATENTS),
            Precision.FP32,
            features);
    if (layers == DEPTH) {
      return Finding.timed(Timing.alone(bench.time(resampler::run), IMAGES)).by(resampler.kernel());
    }
    PairedTimes times = bench.compare(resampler::run, () -> resampler.runLayers(layers));
    return Finding.timed(Timing.against(name(DEPTH), times, IMAGES)).by(resampler.kernel());
  }

  private static String name(int layers) {
    return "layers=" + layers;
  }
}
