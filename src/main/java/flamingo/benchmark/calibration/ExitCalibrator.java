package flamingo.benchmark.calibration;

import flamingo.model.ExitRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the rule by which images leave the resampler earliest and lose no more accuracy than a
 * budget, in every task, with a given confidence on data that is not seen yet.
 *
 * <p>Learn then Test: in each family, rules are tried from the most careful one on, each by a valid
 * test of "some task loses more than the budget", until one cannot be rejected. A family is a fixed
 * sequence, and takes its share of the chance of error. Thresholds come from the first trials,
 * which are not tested on.
 *
 * @see <a href="https://arxiv.org/abs/2110.01052">Learn then Test</a>
 */
public final class ExitCalibrator {
  private static final int PERCENT = 100;
  private static final int STEPS = 20;

  /** Of the trials, those that thresholds come from: one in ten. */
  private static final int TENTH = 10;

  private final double budget;
  private final double level;

  /**
   * @param budgetPoints of accuracy, 100 for all of it
   * @param confidence that the budget holds, below 1
   * @throws IllegalArgumentException if one of them is out of range
   */
  public ExitCalibrator(double budgetPoints, double confidence) {
    if (!(budgetPoints > 0 && budgetPoints < PERCENT) || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "A budget of %s points at %s%% confidence cannot be kept; give 0 to 100 points and less than 100%% confidence."
              .formatted(budgetPoints, PERCENT * confidence));
    }
    this.budget = budgetPoints / PERCENT;
    this.level = 1 - confidence;
  }

  /**
   * @param tasks trials of each task, in the random order in which they were drawn
   * @throws IllegalArgumentException if there are fewer than ten of each
   */
  public ExitChoice calibrate(List<List<ExitTrial>> tasks) {
    List<ExitTrial> first = new ArrayList<>();
    List<List<ExitTrial>> others = new ArrayList<>();
    for (List<ExitTrial> task : tasks) {
      int border = task.size() / TENTH;
      first.addAll(task.subList(0, border));
      others.add(task.subList(border, task.size()));
    }
    if (first.isEmpty()) {
      throw new IllegalArgumentException(
          "So few requests say nothing of others; give ten at least, and thousands to find anything.");
    }
    List<double[]> sorted = sorted(first);
    List<ExitFamily> families = ExitFamily.all(sorted.size());
    ExitChoice best = test(ExitRule.NEVER, others, level);
    for (ExitFamily family : families) {
      ExitChoice boldest = boldest(family, sorted, others, level / families.size());
      best = boldest != null && boldest.meanDepth() < best.meanDepth() ? boldest : best;
    }
    return best;
  }

  /** The last rule of a family before one fails; null where the first fails. */
  private ExitChoice boldest(
      ExitFamily family, List<double[]> sorted, List<List<ExitTrial>> tasks, double ownLevel) {
    ExitChoice accepted = null;
    for (int step = 1; step <= STEPS; step++) {
      ExitRule rule = family.rule((double) step / STEPS, sorted);
      ExitChoice next = test(rule, tasks, ownLevel);
      if (next.pValue() > ownLevel) {
        return accepted;
      }
      accepted = next;
    }
    return accepted;
  }

  /** Changes by each layer, in ascending order. */
  private static List<double[]> sorted(List<ExitTrial> trials) {
    return IntStream.range(0, trials.get(0).changes().size())
        .mapToObj(
            layer ->
                trials.stream().mapToDouble(trial -> trial.changes().get(layer)).sorted().toArray())
        .toList();
  }

  /** What a rule does to the trials. */
  private ExitChoice test(ExitRule rule, List<List<ExitTrial>> tasks, double ownLevel) {
    int layers = tasks.get(0).get(0).changes().size();
    List<Integer> exits = new ArrayList<>(Collections.nCopies(layers, 0));
    double lost = Double.NEGATIVE_INFINITY;
    double pValue = 0;
    long depths = 0;
    int trials = 0;
    for (List<ExitTrial> task : tasks) {
      int[] losses = task.stream().mapToInt(trial -> trial.loss(rule)).toArray();
      lost = Math.max(lost, IntStream.of(losses).average().orElseThrow());
      pValue = Math.max(pValue, BettingTest.pValue(losses, budget, ownLevel));
      for (ExitTrial trial : task) {
        int depth = trial.depth(rule);
        exits.set(depth - 1, exits.get(depth - 1) + 1);
        depths += depth;
      }
      trials += task.size();
    }
    return new ExitChoice(rule, (double) depths / trials, exits, PERCENT * lost, pValue, trials);
  }
}
