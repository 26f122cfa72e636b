package flamingo.benchmark.exploration;

import flamingo.benchmark.PairedTimes;
import flamingo.model.ResamplerConfig;
import flamingo.tensor.Precision;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Other numbers of visual tokens in the study's setting: 4 images, 512 wide, depth 4. */
final class StudiedTokens implements Exploration {
  private static final int IMAGES = 4;
  private static final int DEPTH = 4;

  @Override
  public String id() {
    return "study-tokens";
  }

  @Override
  public String title() {
    return "Reduced visual tokens, as the study sets it";
  }

  @Override
  public List<Step> steps() {
    return Stream.of(256, 128, 64, 48, 32, 16)
        .map(
            tokens ->
                new Step("resampler-512", "tokens=" + tokens, bench -> measure(bench, tokens)))
        .toList();
  }

  private static Finding measure(Bench bench, int tokens) {
    FeatureResampler variant = open(bench, tokens);
    Finding finding = Finding.NOTHING.parameters(sizes(tokens).parameters()).by(variant.kernel());
    if (tokens == FeatureResampler.LATENTS) {
      return finding.with(Timing.alone(bench.time(variant::run), IMAGES));
    }
    FeatureResampler usual = open(bench, FeatureResampler.LATENTS);
    PairedTimes times = bench.compare(usual::run, variant::run);
    return finding.with(Timing.against("tokens=" + FeatureResampler.LATENTS, times, IMAGES));
  }

  private static ResamplerConfig sizes(int tokens) {
    return FeatureResampler.sizes(DEPTH, tokens);
  }

  private static FeatureResampler open(Bench bench, int tokens) {
    INDArray features = FeatureResampler.features(IMAGES, FeatureResampler.FEATURES);
    return new FeatureResampler(bench, sizes(tokens), Precision.FP32, features);
  }
}
