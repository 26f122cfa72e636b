package flamingo.controller;

import flamingo.benchmark.accuracy.Tally;

/**
 * Right answers of both arms to the same requests, counted beside the measuring.
 *
 * @param task as {@link flamingo.benchmark.accuracy.Task#text()} names it
 */
public record AnswersSoFar(String task, Tally dense, Tally current) {
  private static final double PERCENT = 100;

  /** Points of right answers that the current plan loses. */
  public double lostPoints() {
    return PERCENT * (dense.share().value() - current.share().value());
  }
}
