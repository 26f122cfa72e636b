package flamingo.controller;

import flamingo.benchmark.accuracy.TaskException;
import flamingo.benchmark.exploration.Exploration;
import flamingo.benchmark.exploration.Explorations;
import flamingo.benchmark.request.Variant;
import flamingo.dataset.DatasetException;
import flamingo.optimization.Optimizations;
import flamingo.report.ReportException;
import flamingo.report.ResultJournal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes experiments on the engine's thread. */
public final class EngineExperiments implements ExperimentController {
  private final Executor engineThread;
  private final BuiltInModels models;

  public EngineExperiments(Executor engineThread, BuiltInModels models) {
    this.engineThread = engineThread;
    this.models = models;
  }

  @Override
  public List<Experiment> experiments() {
    Stream<Experiment> architecture =
        Explorations.all().stream().map(each -> new Experiment(each.id(), each.title()));
    Stream<Experiment> optimizations =
        Optimizations.all().stream()
            .map(each -> new Experiment(each.description().id(), each.description().name()));
    Stream<Experiment> further =
        Stream.of(
            new Experiment(Variant.CONTROL, "Dense baseline against itself"),
            new Experiment(Variant.COMBINED, "What pays, combined"));
    return Stream.of(architecture, optimizations, further).flatMap(each -> each).toList();
  }

  @Override
  public CompletableFuture<Void> run(
      Request request, BooleanSupplier cancelled, OptimizationListener listener) {
    return CompletableFuture.runAsync(
        () -> {
          try (ResultJournal journal = ResultJournal.open(request.journal())) {
            make(request, cancelled, listener, journal);
          } catch (TaskException | DatasetException | ReportException e) {
            throw new CompletionException(e);
          }
        },
        engineThread);
  }

  private void make(
      Request request,
      BooleanSupplier cancelled,
      OptimizationListener listener,
      ResultJournal journal)
      throws TaskException, DatasetException, ReportException {
    List<Exploration> architecture =
        Explorations.all().stream().filter(each -> request.ids().contains(each.id())).toList();
    if (!architecture.isEmpty()) {
      new ExplorationBenchmark(models, cancelled, listener)
          .run(request.rigour().request(architecture, request.seed()), journal);
    }
    Set<String> optimizations =
        Experiments.ids().stream().filter(request.ids()::contains).collect(Collectors.toSet());
    if (!optimizations.isEmpty()) {
      boolean combined = optimizations.contains(Variant.COMBINED);
      new OptimizationBenchmark(models, cancelled, listener)
          .run(
              request
                  .rigour()
                  .request(Experiments.variants(optimizations), combined, request.seed()),
              journal);
    }
  }
}
