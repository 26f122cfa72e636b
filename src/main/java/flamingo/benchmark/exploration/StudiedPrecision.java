package flamingo.benchmark.exploration;

import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.request.Divergence;
import flamingo.tensor.Precision;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Fewer bits in the study's setting: 4 images, 512 wide, depth 4, 64 tokens. */
final class StudiedPrecision implements Exploration {
  private static final int IMAGES = 4;
  private static final int DEPTH = 4;

  @Override
  public String id() {
    return "study-precision";
  }

  @Override
  public String title() {
    return "Precision, as the study sets it";
  }

  @Override
  public List<Step> steps() {
    return Stream.of(Precision.FP32, Precision.FP16, Precision.BF16, Precision.INT8)
        .map(type -> new Step("resampler-512", name(type), bench -> measure(bench, type)))
        .toList();
  }

  private static Finding measure(Bench bench, Precision type) {
    FeatureResampler exact = open(bench, Precision.FP32);
    if (type == Precision.FP32) {
      return describe(exact, Timing.alone(bench.time(exact::run), IMAGES));
    }
    FeatureResampler variant = open(bench, type);
    double error = Divergence.relativeL2(variant.output(), exact.output());
    PairedTimes times = bench.compare(exact::run, variant::run);
    return describe(variant, Timing.against(name(Precision.FP32), times, IMAGES)).changed(error);
  }

  private static Finding describe(FeatureResampler resampler, Timing timing) {
    return Finding.timed(timing).weighing(resampler.weightBytes()).by(resampler.kernel());
  }

  private static String name(Precision type) {
    return "precision=" + type.name().toLowerCase(Locale.ROOT);
  }

  private static FeatureResampler open(Bench bench, Precision type) {
    INDArray features = FeatureResampler.features(IMAGES, FeatureResampler.FEATURES);
    return new FeatureResampler(
        bench, FeatureResampler.sizes(DEPTH, FeatureResampler.LATENTS), type, features);
  }
}
