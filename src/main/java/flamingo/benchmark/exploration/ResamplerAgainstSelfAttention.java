package flamingo.benchmark.exploration;

import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.Times;
import flamingo.benchmark.workload.OpenWorkload;
import flamingo.benchmark.workload.Workloads;
import flamingo.model.DirectSelfAttention;
import flamingo.model.ExecutionPlan;
import flamingo.model.ResamplerConfig;
import java.util.List;

/**
 * What compressing 576 visual features to 64 tokens saves, against attention among all of them.
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 3.3</a>
 */
final class ResamplerAgainstSelfAttention implements Exploration {
  private static final int IMAGES = 4;
  private static final String WORKLOAD = "features-576";
  private static final String DIRECT = "self-attention tokens=576";
  private static final ResamplerConfig SIZES = ResamplerConfig.images(1024, 6, 8, 64, 64);

  @Override
  public String id() {
    return "resampler";
  }

  @Override
  public String title() {
    return "Perceiver Resampler against direct self-attention";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step(WORKLOAD, DIRECT, ResamplerAgainstSelfAttention::direct),
        new Step(
            WORKLOAD, "Perceiver Resampler tokens=64", ResamplerAgainstSelfAttention::resampler));
  }

  private static Finding direct(Bench bench) {
    OpenWorkload work = open("self-attention-576", bench);
    Times times = bench.time(work.call());
    return Finding.timed(Timing.alone(times, IMAGES))
        .parameters(DirectSelfAttention.parameters(SIZES))
        .by(work.kernel());
  }

  private static Finding resampler(Bench bench) {
    OpenWorkload work = open("resampler", bench);
    PairedTimes times = bench.compare(open("self-attention-576", bench).call(), work.call());
    return Finding.timed(Timing.against(DIRECT, times, IMAGES))
        .parameters(SIZES.parameters())
        .by(work.kernel());
  }

  private static OpenWorkload open(String name, Bench bench) {
    return Workloads.named(name).orElseThrow().open(bench.ops(), ExecutionPlan.DENSE);
  }
}
