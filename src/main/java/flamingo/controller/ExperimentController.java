package flamingo.controller;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Makes the experiments that {@code explore} and {@code optimize} make on the command line. */
public interface ExperimentController {
  /**
   * An experiment.
   *
   * @param id in the results' column
   * @param title what it is about
   */
  record Experiment(String id, String title) {}

  /**
   * What is wanted.
   *
   * @param ids of the experiments
   * @param journal of rows; those that it has from a run with the same settings are not measured
   *     again
   */
  record Request(Set<String> ids, Rigour rigour, long seed, Path journal) {
    public Request {
      ids = Set.copyOf(ids);
    }
  }

  /** All experiments, the study's first. */
  List<Experiment> experiments();

  /**
   * Fails with {@link flamingo.report.ReportException} where a row cannot be written, with {@link
   * java.util.concurrent.CancellationException} where it was cancelled; the rows so far are kept.
   *
   * @param cancelled asked before every sample and batch; while it does not answer, nothing is
   *     measured
   * @param listener told on the engine's thread
   */
  CompletableFuture<Void> run(
      Request request, BooleanSupplier cancelled, OptimizationListener listener);
}
