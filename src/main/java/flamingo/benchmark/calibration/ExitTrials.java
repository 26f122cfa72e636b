package flamingo.benchmark.calibration;

import flamingo.benchmark.accuracy.AccuracyBenchmark;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.PreparedFlamingo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Asks a model the same requests once for each depth of the resampler. */
public final class ExitTrials {
  private final Flamingo flamingo;
  private final AccuracyBenchmark benchmark;

  /**
   * @param benchmark asks the requests
   */
  public ExitTrials(Flamingo flamingo, AccuracyBenchmark benchmark) {
    this.flamingo = flamingo;
    this.benchmark = benchmark;
  }

  /**
   * @param request without examples, so that there is one image to each answer
   * @return a trial for each request that could be asked
   * @throws TaskException if the data set has nothing for the task
   */
  public List<ExitTrial> of(AccuracyBenchmark.Request request) throws TaskException {
    if (request.shots() != 0) {
      throw new IllegalArgumentException(
          "A depth is calibrated on requests without examples, not with " + request.shots() + ".");
    }
    int depth = flamingo.config().resampler().depth();
    List<List<Double>> changes = new ArrayList<>(); // a layer
    IntStream.range(0, depth).forEach(layer -> changes.add(new ArrayList<>()));
    List<List<Boolean>> answers = new ArrayList<>(); // a depth
    for (int layers = 1; layers <= depth; layers++) {
      ExecutionPlan plan = ExecutionPlan.DENSE.withResamplerLayers(layers);
      try (PreparedFlamingo model = flamingo.prepare(plan)) {
        if (layers == depth) {
          model.listen((layer, shares) -> DoubleStream.of(shares).forEach(changes.get(layer)::add));
        }
        answers.add(benchmark.run(model, request).answers());
      }
    }
    return IntStream.range(0, answers.get(0).size())
        .mapToObj(
            i ->
                new ExitTrial(
                    changes.stream().map(layer -> layer.get(i)).toList(),
                    answers.stream().map(right -> right.get(i)).toList()))
        .toList();
  }
}
