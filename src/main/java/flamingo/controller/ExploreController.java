package flamingo.controller;

import flamingo.controller.ExploreRequest.Card;
import flamingo.dataset.Sample;
import flamingo.optimization.Selection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;

/** Answers a prompt and shows what went on in the model meanwhile. */
public interface ExploreController {
  /**
   * Fails with {@link flamingo.image.BrokenImageException} for an image that cannot be read, {@link
   * IllegalArgumentException} for a prompt that cannot be answered, and {@link
   * java.util.concurrent.CancellationException} where it was cancelled.
   *
   * @param listener hears of the answer as it is written, on the engine's thread
   */
  CompletableFuture<Exploration> ask(ExploreRequest request, ExploreListener listener);

  /**
   * Chooses examples by their images. Fails as {@link #ask} does.
   *
   * @param asked the image that they are to be like; it is none of them
   * @param candidates that examples are chosen from; broken ones are left out
   * @param count at most so many
   * @param selection by whose precision images are compared
   * @param progress hears the share of candidates that were looked at, on the engine's thread
   * @return those most like the image, the most similar last
   */
  CompletableFuture<List<Card>> similar(
      Sample asked, List<Card> candidates, int count, Selection selection, DoubleConsumer progress);

  /** Ends the request under way before its next word or image; nothing where none is. */
  void cancel();
}
