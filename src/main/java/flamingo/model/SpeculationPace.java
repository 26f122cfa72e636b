package flamingo.model;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many tokens a draft should propose next: always as many, or as what came of the last passes
 * suggests. Then proposals become more when all of them were accepted and fewer when one was not,
 * and none is asked for as long as a token costs less by plain steps. Plain steps cost what they
 * did lately, by the median; so do passes with proposals, the draft's time included. The dearer of
 * the two is tried again now and then, as that may change.
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. 2023, section 3.4</a>
 */
public final class SpeculationPace {
  private static final int FIRST = 4;
  private static final int MOST = 12;
  private static final int SEEN = 3;
  private static final int WINDOW = 15;
  private static final int RETRIAL = 48;

  private final boolean adapts;
  private final boolean timed;
  private final Deque<Long> steps = new ArrayDeque<>(); // nanoseconds
  private final Deque<Long> passes = new ArrayDeque<>(); // nanoseconds
  private final Deque<Integer> written = new ArrayDeque<>(); // tokens of the same passes
  private int length;
  private int asked;

  private SpeculationPace(int length, boolean adapts, boolean timed) {
    this.length = length;
    this.adapts = adapts;
    this.timed = timed;
  }

  /** As a plan says. */
  static SpeculationPace of(ExecutionPlan plan) {
    return plan.speculation() == ExecutionPlan.ADAPTIVE
        ? new SpeculationPace(FIRST, true, true)
        : new SpeculationPace(plan.speculation(), false, false);
  }

  /**
   * One that knows nothing yet and reads no clock, so that it does the same again: for texts that a
   * seed must repeat.
   */
  public SpeculationPace repeatable() {
    return adapts ? new SpeculationPace(FIRST, true, false) : this;
  }

  /** Proposals for the next pass; 0 for a plain step. */
  public int next() {
    if (!timed) {
      return length;
    }
    asked++;
    if (steps.size() < SEEN) {
      return 0;
    }
    if (passes.size() < SEEN) {
      return length;
    }
    boolean retrial = asked % RETRIAL == 0;
    return loses() == retrial ? length : 0;
  }

  /** Whether a token costs more with a draft than without, as far as is known. */
  public boolean loses() {
    double tokens = written.stream().mapToInt(Integer::intValue).average().orElse(1);
    return median(passes) / tokens > median(steps);
  }

  /** A step without proposals took so long. */
  public void stepped(long nanos) {
    add(steps, nanos);
  }

  /**
   * A pass with proposals, those of the draft included, took so long.
   *
   * @param proposed at least one
   */
  public void passed(int proposed, int accepted, long nanos) {
    add(passes, nanos);
    add(written, accepted + 1);
    if (adapts) {
      length = accepted == proposed ? Math.min(MOST, length + 2) : Math.max(1, length - 1);
    }
  }

  private static <T> void add(Deque<T> window, T value) {
    window.addLast(value);
    if (window.size() > WINDOW) {
      window.removeFirst();
    }
  }

  private static double median(Deque<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
