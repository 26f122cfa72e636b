package flamingo.ui;

import flamingo.controller.Exploration;
import flamingo.controller.ExploreController;
import flamingo.controller.ExploreListener;
import flamingo.controller.ExploreRequest;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Answers what and when the test says. */
public final class FakeExplorer implements ExploreController {
  private CompletableFuture<Exploration> asked = new CompletableFuture<>();
  private ExploreRequest request;
  private ExploreListener listener;

  @Override
  public CompletableFuture<Exploration> ask(ExploreRequest wanted, ExploreListener told) {
    request = wanted;
    listener = told;
    asked = new CompletableFuture<>();
    return asked;
  }

  @Override
  public void cancel() {
    asked.completeExceptionally(new CancellationException());
  }

  public ExploreRequest request() {
    return request;
  }

  public ExploreListener listener() {
    return listener;
  }

  public void answer(Exploration found) {
    asked.complete(found);
  }

  public void fail(Throwable failure) {
    asked.completeExceptionally(failure);
  }
}
