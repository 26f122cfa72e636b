package flamingo.ui;

import flamingo.controller.LoadedModel;
import flamingo.controller.LoadingListener;
import flamingo.controller.ModelChoice;
import flamingo.controller.ModelController;
import flamingo.optimization.Selection;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A model that is there at once, and others that come when the test says. */
public final class FakeModels implements ModelController {
  private final LoadedModel first;
  private ModelChoice choice;
  private Selection plan;
  private LoadingListener listener;
  private CompletableFuture<LoadedModel> opened = new CompletableFuture<>();

  public FakeModels(LoadedModel first) {
    this.first = first;
  }

  @Override
  public CompletableFuture<LoadedModel> load() {
    return CompletableFuture.completedFuture(first);
  }

  @Override
  public CompletableFuture<LoadedModel> open(
      ModelChoice wanted, Selection packed, LoadingListener told) {
    choice = wanted;
    plan = packed;
    listener = told;
    opened = new CompletableFuture<>();
    return opened;
  }

  @Override
  public void cancel() {
    opened.completeExceptionally(new CancellationException());
  }

  /** What was asked for last; null before the first. */
  public ModelChoice choice() {
    return choice;
  }

  public Selection plan() {
    return plan;
  }

  public LoadingListener listener() {
    return listener;
  }

  public void become(LoadedModel model) {
    opened.complete(model);
  }

  public void fail(Throwable failure) {
    opened.completeExceptionally(failure);
  }
}
