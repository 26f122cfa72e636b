package flamingo.controller;

import java.util.concurrent.CompletableFuture;

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

  /** Ends the request under way before its next word; nothing where none is. */
  void cancel();
}
