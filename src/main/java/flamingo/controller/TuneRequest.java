package flamingo.controller;

/**
 * What is to be tuned.
 *
 * @param images to choose the plan by, and to test it on
 * @param budgetPoints of accuracy that may be lost in any task, 0 to 100
 * @param limit requests of each task in the last round, and in the test
 * @param seed of images and requests
 * @param quick whether times are of a few images each, after a short warm-up
 */
public record TuneRequest(
    HeldOutImages images, double budgetPoints, int limit, long seed, boolean quick) {
  private static final int ALL_POINTS = 100;

  /**
   * @throws IllegalArgumentException if the budget or the limit makes no sense
   */
  public TuneRequest {
    if (!(budgetPoints >= 0 && budgetPoints <= ALL_POINTS)) {
      throw new IllegalArgumentException(
          "A budget of %s points cannot be kept; choose 0 to %d."
              .formatted(budgetPoints, ALL_POINTS));
    }
    if (limit < 1) {
      throw new IllegalArgumentException(
          "%d requests cannot be asked; ask one at least.".formatted(limit));
    }
  }
}
