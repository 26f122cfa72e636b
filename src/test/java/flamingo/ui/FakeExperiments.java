package flamingo.ui;

import flamingo.controller.ExperimentController;
import flamingo.controller.OptimizationListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Experiments that the test steers: it tells the listener, and ends the future. */
public final class FakeExperiments implements ExperimentController {
  private Request request;
  private BooleanSupplier cancelled;
  private OptimizationListener listener;
  private CompletableFuture<Void> outcome;

  @Override
  public List<Experiment> experiments() {
    return List.of(
        new Experiment("tokens", "Reduced visual tokens"), new Experiment("growth", "Growth"));
  }

  @Override
  public CompletableFuture<Void> run(
      Request wanted, BooleanSupplier stop, OptimizationListener told) {
    request = wanted;
    cancelled = stop;
    listener = told;
    outcome = new CompletableFuture<>();
    return outcome;
  }

  public Request request() {
    return request;
  }

  public BooleanSupplier cancelled() {
    return cancelled;
  }

  public OptimizationListener listener() {
    return listener;
  }

  public CompletableFuture<Void> outcome() {
    return outcome;
  }
}
