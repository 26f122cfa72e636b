package flamingo.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * How many tokens a draft should propose next: always as many, or as what came of the last passes
 * suggests. Then they are about as many as were accepted lately, of a few lengths only, since each
 * needs kernels of its own; and none is asked for as long as a token costs less by plain steps.
 * Both cost what they did lately, the draft's time included; the first times, when code is not
 * compiled yet, are soon forgotten. The dearer of the two is tried again, ever less often while it
 * stays dearer.
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. 2023, section 3.4</a>
 */
public final class SpeculationPace {
  private static final int FIRST = 4;
  private static final int[] LENGTHS = {1, 2, FIRST, 8, 12};
  private static final int SEEN = 3; // steps that tell what one costs
  private static final int LAST = 8; // passes that tell how many proposals are accepted
  private static final int LATELY = 32; // passes: some texts are easier to guess than others
  private static final int SOONEST_RETRIAL = 1; // texts
  private static final int WINNERS_RETRIAL = 16;
  private static final int LATEST_RETRIAL = 64;

  /** Proposals, as a multiple of those accepted lately. */
  private static final double MARGIN = 1.25;

  /** A time that is longer than so many medians was somebody else's doing. */
  private static final int OUTLIER = 4;

  private final boolean adapts;
  private final boolean timed;
  private final Deque<Long> steps = new ArrayDeque<>(); // nanoseconds
  private final Deque<Long> passes = new ArrayDeque<>(); // nanoseconds
  private final Deque<Integer> brought = new ArrayDeque<>(); // tokens of the same passes
  private final Deque<Integer> accepted = new ArrayDeque<>(); // of the last passes
  private int length;
  private int texts; // since the dearer of the two was tried
  private int retrial = SOONEST_RETRIAL;
  private boolean proposes;
  private boolean won = true;

  private SpeculationPace(int length, boolean adapts, boolean timed) {
    this.length = length;
    this.adapts = adapts;
    this.timed = timed;
    this.proposes = !timed;
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

  /** A text begins, all of which is written with proposals or without. */
  public void begin() {
    if (!timed) {
      return;
    }
    texts++;
    if (steps.size() < SEEN || passes.isEmpty()) {
      proposes = steps.size() >= SEEN;
      return;
    }
    boolean loses = loses();
    if (loses == won) {
      retrial = loses ? SOONEST_RETRIAL : WINNERS_RETRIAL;
      texts = 0;
    }
    won = !loses;
    proposes = !loses;
    if (texts > retrial) {
      texts = 0;
      retrial = Math.min(LATEST_RETRIAL, 2 * retrial);
      forget(loses);
      proposes = loses;
    }
  }

  /** Proposals for the next pass; 0 for a plain step. */
  public int next() {
    return proposes ? length : 0;
  }

  /** What is tried again is judged by its new times alone. */
  private void forget(boolean proposals) {
    if (proposals) {
      passes.clear();
      brought.clear();
    } else {
      steps.clear();
    }
  }

  /** Whether a token costs more with a draft than without, as far as is known. */
  public boolean loses() {
    int tokens = brought.stream().mapToInt(Integer::intValue).sum();
    return sum(passes) * steps.size() > sum(steps) * tokens;
  }

  /** A step without proposals took so long. */
  public void stepped(long nanos) {
    add(steps, nanos, LATELY);
  }

  /**
   * A pass with proposals, those of the draft included, took so long.
   *
   * @param proposed at least one
   * @param kept the first so many were accepted
   * @param tokens that plain steps would have been needed for: those that were kept, and the one
   *     after them unless the text ends before it
   */
  public void passed(int proposed, int kept, int tokens, long nanos) {
    add(passes, nanos, LATELY);
    add(brought, tokens, LATELY);
    add(accepted, kept == proposed ? longer() : kept, LAST); // more might have been
    if (adapts) {
      double mean = accepted.stream().mapToInt(Integer::intValue).average().orElseThrow();
      length = Arrays.stream(LENGTHS).filter(each -> each <= MARGIN * mean + 1).max().orElseThrow();
    }
  }

  private int longer() {
    return Arrays.stream(LENGTHS).filter(each -> each > length).findFirst().orElse(length);
  }

  private static <T> void add(Deque<T> window, T value, int size) {
    window.addLast(value);
    if (window.size() > size) {
      window.removeFirst();
    }
  }

  /** Of the times, outliers cut. */
  private static double sum(Deque<Long> times) {
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    long longest = sorted.length == 0 ? 0 : OUTLIER * sorted[sorted.length / 2];
    return Arrays.stream(sorted).mapToDouble(time -> Math.min(time, longest)).sum();
  }
}
