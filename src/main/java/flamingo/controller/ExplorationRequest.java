package flamingo.controller;

import flamingo.benchmark.Effort;
import flamingo.benchmark.exploration.Exploration;
import flamingo.dataset.ImageDataset;
import java.util.List;

/**
 * Which experiments about the architecture are made, and how.
 *
 * @param limit requests of a task whose answers are counted, at most
 * @param seed of images and requests
 */
public record ExplorationRequest(
    ImageDataset dataset, List<Exploration> explorations, int limit, long seed, Effort effort) {
  public ExplorationRequest {
    explorations = List.copyOf(explorations);
    if (limit < 1) {
      throw new IllegalArgumentException(
          "%d requests cannot be asked; ask one at least.".formatted(limit));
    }
  }
}
