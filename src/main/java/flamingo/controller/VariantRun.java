package flamingo.controller;

import flamingo.benchmark.Interval;
import flamingo.benchmark.Statistics;
import flamingo.benchmark.request.Divergence;
import flamingo.benchmark.request.StageTimes;
import flamingo.benchmark.request.TimedAnswers;
import flamingo.generate.DecodingStatistics;
import flamingo.model.CacheStatistics;
import flamingo.model.PreparedFlamingo;
import flamingo.optimization.Selection;
import flamingo.text.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One plan measured beside the dense baseline, from its first round to its last. In a round, the
 * baseline and the plan take the same images: A on a first batch, B on it, B on a second batch, A
 * on it. Neither sees an image twice within a pass over the data, so that a cache begins cold.
 */
final class VariantRun implements AutoCloseable {
  /** Pairs that the running interval looks back on. */
  private static final int WINDOW = 400;

  private static final long LONGEST_WARM_UP_NANOS = 1_000_000_000;

  /** A call that takes less than this share of the one before it is not warm yet. */
  private static final double STILL_FASTER = 0.9;

  private final Selection selection;
  private final PreparedFlamingo baseline;
  private final PreparedFlamingo current;
  private final TokenBatch prompts;
  private final LiveAnswers answers;
  private final List<Double> baselineTimes = new ArrayList<>();
  private final List<Double> currentTimes = new ArrayList<>();
  private double relativeL2;
  private double tokenAgreement = 1;
  private DecodingStatistics decoding = DecodingStatistics.NONE;
  private int images;

  VariantRun(
      ModelSession session,
      Selection selection,
      PreparedFlamingo baseline,
      TokenBatch prompts,
      LiveAnswers answers) {
    this.selection = selection;
    this.answers = answers;
    this.baseline = baseline;
    this.prompts = prompts;
    this.current = session.prepare(selection.plan());
    answers.of(selection);
  }

  /**
   * Calls an arm until it gets no faster any more, or for a second, so that packing weights and
   * compiling are not timed. The cache of the plan stays as it was.
   *
   * @param abandoned ends it
   */
  void warmUp(PreparedFlamingo arm, INDArray pixels, BooleanSupplier abandoned) {
    long end = System.nanoTime() + LONGEST_WARM_UP_NANOS;
    double before = Double.POSITIVE_INFINITY;
    double now = Double.MAX_VALUE;
    while (now < STILL_FASTER * before && System.nanoTime() < end && !abandoned.getAsBoolean()) {
      before = now;
      now = TimedAnswers.of(arm, pixels, prompts).stages().total();
    }
  }

  /**
   * @param abandoned ends the round before its next request, because another plan is wanted
   * @return empty where it was ended
   */
  Optional<PairedMeasurement> round(
      int number, PixelPool pool, int batch, long peakMemory, BooleanSupplier abandoned) {
    answers.count(baseline, abandoned);
    try (INDArray first = pool.batch(batch);
        INDArray second = pool.batch(batch)) {
      List<Call> calls =
          List.of(
              new Call(baseline, first),
              new Call(current, first),
              new Call(current, second),
              new Call(baseline, second));
      List<TimedAnswers> outcomes = new ArrayList<>();
      for (Call call : calls) {
        if (abandoned.getAsBoolean()) {
          return Optional.empty();
        }
        outcomes.add(TimedAnswers.of(call.arm(), call.pixels(), prompts));
      }
      images += 2 * batch;
      return Optional.of(measured(number, outcomes, peakMemory));
    }
  }

  /** A request, to be timed. */
  private record Call(PreparedFlamingo arm, INDArray pixels) {}

  /**
   * @param outcomes A on a first batch, B on it, B on a second batch, A on it
   */
  private PairedMeasurement measured(int number, List<TimedAnswers> outcomes, long peakMemory) {
    TimedAnswers a1 = outcomes.get(0);
    TimedAnswers b1 = outcomes.get(1);
    TimedAnswers b2 = outcomes.get(2);
    TimedAnswers a2 = outcomes.get(3);
    add(a1, b1);
    add(a2, b2);
    StageTimes ofBaseline = mean(a1.stages(), a2.stages());
    StageTimes ofCurrent = mean(b1.stages(), b2.stages());
    Interval speedup = speedup();
    return new PairedMeasurement(
        number,
        ofBaseline.total(),
        ofCurrent.total(),
        ofBaseline,
        ofCurrent,
        speedup.value(),
        speedup.low(),
        speedup.high(),
        relativeL2,
        tokenAgreement,
        current.cache(),
        answers.soFar(),
        peakMemory,
        selection);
  }

  Selection selection() {
    return selection;
  }

  List<Double> baselineTimes() {
    return baselineTimes;
  }

  List<Double> currentTimes() {
    return currentTimes;
  }

  PreparedFlamingo baseline() {
    return baseline;
  }

  PreparedFlamingo current() {
    return current;
  }

  /** Passes and proposals of the plan so far. */
  DecodingStatistics decoding() {
    return decoding;
  }

  CacheStatistics cache() {
    return current.cache();
  }

  /** Largest error of the logits so far. */
  double relativeL2() {
    return relativeL2;
  }

  /** Mean share of equal tokens so far. */
  double tokenAgreement() {
    return tokenAgreement;
  }

  /** Right answers so far; null where none were counted. */
  AnswersSoFar answers() {
    return answers.soFar();
  }

  /** Images each arm has answered for. */
  int images() {
    return images;
  }

  Interval speedup() {
    List<Double> ratios = new ArrayList<>();
    for (int i = Math.max(0, baselineTimes.size() - WINDOW); i < baselineTimes.size(); i++) {
      ratios.add(baselineTimes.get(i) / currentTimes.get(i));
    }
    return Statistics.medianInterval(ratios);
  }

  @Override
  public void close() {
    current.close();
  }

  private void add(TimedAnswers a, TimedAnswers b) {
    baselineTimes.add(a.stages().total());
    currentTimes.add(b.stages().total());
    decoding = decoding.plus(b.decoding());
    relativeL2 = Math.max(relativeL2, Divergence.relativeL2(b.scores(), a.scores()));
    double agreement = Divergence.tokenAgreement(b.tokens(), a.tokens());
    tokenAgreement += (agreement - tokenAgreement) / currentTimes.size();
  }

  private static StageTimes mean(StageTimes one, StageTimes other) {
    return new StageTimes(
        (one.encode() + other.encode()) / 2,
        (one.prefill() + other.prefill()) / 2,
        (one.decode() + other.decode()) / 2);
  }
}
