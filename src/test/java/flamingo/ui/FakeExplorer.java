package flamingo.ui;

import flamingo.controller.Exploration;
import flamingo.controller.ExploreController;
import flamingo.controller.ExploreListener;
import flamingo.controller.ExploreRequest;
import flamingo.controller.ExploreRequest.Card;
import flamingo.dataset.Sample;
import flamingo.optimization.Selection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;

/** Answers what and when the test says. */
public final class FakeExplorer implements ExploreController {
  private CompletableFuture<Exploration> asked = new CompletableFuture<>();
  private CompletableFuture<List<Card>> chosen = new CompletableFuture<>();
  private List<Card> candidates;
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
  public CompletableFuture<List<Card>> similar(
      Sample image, List<Card> from, int count, Selection selection, DoubleConsumer progress) {
    candidates = from;
    chosen = new CompletableFuture<>();
    progress.accept(0.5);
    return chosen;
  }

  @Override
  public void cancel() {
    chosen.completeExceptionally(new CancellationException());
    asked.completeExceptionally(new CancellationException());
  }

  public ExploreRequest request() {
    return request;
  }

  public ExploreListener listener() {
    return listener;
  }

  public List<Card> candidates() {
    return candidates;
  }

  public void choose(List<Card> cards) {
    chosen.complete(cards);
  }

  public void answer(Exploration found) {
    asked.complete(found);
  }

  public void fail(Throwable failure) {
    asked.completeExceptionally(failure);
  }
}
