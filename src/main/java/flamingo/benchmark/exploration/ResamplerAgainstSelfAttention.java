package flamingo.benchmark.exploration;

import flamingo.benchmark.Interval;
import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.Sampler;
import flamingo.benchmark.Statistics;
import flamingo.benchmark.workload.OpenWorkload;
import flamingo.benchmark.workload.Workloads;
import flamingo.model.DirectSelfAttention;
import flamingo.model.ExecutionPlan;
import flamingo.model.ResamplerConfig;
import flamingo.tensor.TensorOps;
import java.util.Arrays;
import java.util.List;

/**
 * What compressing 576 visual features to 64 tokens saves, against attention among all of them.
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 3.3</a>
 */
final class ResamplerAgainstSelfAttention implements Exploration {
  private static final int IMAGES = 4;
  private static final int FEATURES = 576;
  private static final int LATENTS = 64;
  private static final ResamplerConfig SIZES = ResamplerConfig.images(1024, 6, 8, 64, LATENTS);

  @Override
  public String title() {
    return "Perceiver Resampler against direct self-attention";
  }

  @Override
  public ExplorationTable explore(TensorOps ops, Sampler sampler, int samples) {
    OpenWorkload direct = open("self-attention-576", ops);
    OpenWorkload resampler = open("resampler", ops);
    PairedTimes times = sampler.compare(direct.call(), resampler.call(), samples);
    Interval speedup = times.speedup();
    return new ExplorationTable(
        title(),
        List.of(
            "method",
            "median_ms",
            "images_per_s",
            "tokens_per_image",
            "token_compression",
            "parameters",
            "gflops",
            "speedup",
            "speedup_ci_low",
            "speedup_ci_high"),
        List.of(
            row(
                "direct self-attention",
                times.baseline(),
                FEATURES,
                DirectSelfAttention.parameters(SIZES),
                direct,
                new Interval(1, 1, 1)),
            row(
                "Perceiver Resampler",
                times.variant(),
                LATENTS,
                SIZES.parameters(),
                resampler,
                speedup)),
        "%d images of %d features; pairs measured A B B A: %s."
            .formatted(IMAGES, FEATURES, times.verdict()));
  }

  private static OpenWorkload open(String name, TensorOps ops) {
    return Workloads.named(name).orElseThrow().open(ops, ExecutionPlan.DENSE);
  }

  private static List<Object> row(
      String method,
      List<Double> times,
      long tokens,
      long parameters,
      OpenWorkload work,
      Interval speedup) {
    double median = Statistics.median(times);
    return Arrays.asList(
        method,
        median,
        IMAGES / median * 1e3,
        tokens,
        (double) FEATURES / tokens,
        parameters,
        work.flops() / 1e9,
        speedup.value(),
        speedup.low(),
        speedup.high());
  }
}
