package flamingo.cli;

import flamingo.benchmark.Effort;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.request.CacheState;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.controller.BuiltInModels;
import flamingo.controller.ForkedMeasurer;
import flamingo.controller.NamedDatasets;
import flamingo.controller.OptimizationBenchmark;
import flamingo.dataset.DatasetException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code optimize --forks} starts: times of one variant, as one line. */
@Command(
    name = ForkedMeasurer.COMMAND,
    hidden = true,
    description = "Take the times of one variant; optimize --forks starts it.")
final class ForkCommand implements Callable<Integer> {
  @Mixin private Console console;

  @Mixin private Plan plan;

  @Option(names = "--cache", required = true, description = "What the cache holds.")
  private CacheState cache;

  @Option(names = "--workload", required = true, description = "Which requests.")
  private String workload;

  @Option(names = "--seed", required = true, description = "Of images and requests.")
  private long seed;

  @Option(names = "--samples", required = true, description = "Of each variant.")
  private int samples;

  @Option(names = "--warm-up-millis", required = true, description = "At most.")
  private double warmUpMillis;

  @Option(names = "--millis", required = true, description = "At most.")
  private double millis;

  @Mixin private Model model;

  @Mixin private Threads threads;

  @Override
  public Integer call() throws DatasetException, TaskException {
    BuiltInModels models = model.load(threads.count(), console);
    console.line(
        ForkedMeasurer.written(
            OptimizationBenchmark.times(
                models,
                NamedDatasets.open(NamedDatasets.SHAPES, 1, seed),
                new Variant("", plan.selection(), cache),
                RequestWorkload.named(workload),
                new Effort(samples, warmUpMillis, millis))));
    return ExitCode.OK;
  }
}
