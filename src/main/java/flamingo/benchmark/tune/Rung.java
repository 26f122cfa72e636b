package flamingo.benchmark.tune;

import java.util.List;

/**
 * One round of successive halving.
 *
 * @param plans that enter
 * @param pairs of times of each
 * @param requests of each task, of each
 */
record Rung(int plans, int pairs, int requests) {
  private static final int LEAST_REQUESTS = 64;
  private static final int PLANS = 16;
  private static final int PAIRS = 6;
  private static final int LAST_PLANS = 2;

  /**
   * Half the plans and twice the effort each time, down to two plans.
   *
   * @param requests of the last round
   */
  static List<Rung> all(int requests) {
    return List.of(
        new Rung(PLANS, PAIRS, part(requests, 8)),
        new Rung(PLANS / 2, PAIRS * 2, part(requests, 4)),
        new Rung(PLANS / 4, PAIRS * 4, part(requests, 2)),
        last(requests));
  }

  /** The round with the greatest effort. */
  static Rung last(int requests) {
    return new Rung(LAST_PLANS, PAIRS * 8, requests);
  }

  /** Settings alone, before plans are made of them. */
  static Rung singles(int requests) {
    return new Rung(Integer.MAX_VALUE, PAIRS, part(requests, 8));
  }

  private static int part(int requests, int parts) {
    return Math.min(requests, Math.max(LEAST_REQUESTS, requests / parts));
  }
}
