package flamingo.benchmark.tune;

import flamingo.optimization.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Successive halving: every setting is measured alone; of those that pay, plans are made, and the
 * most promising ones are measured again and again, half as many with twice the effort each time.
 * The best is then tested on other images, since the best of many looks better where it was picked
 * than it is; where it does not hold there, the next one is tested.
 *
 * @see <a href="https://arxiv.org/abs/1502.07943">Jamieson and Talwalkar 2016</a>
 */
public final class PlanSearch {
  private static final int MOST_PLANS = 100_000;
  private static final int MOST_TESTED = 4;

  private final PlanScorer scorer;
  private final PlanScorer tester;
  private final double budgetPoints;
  private final Map<Selection, PlanScore> scores = new LinkedHashMap<>();

  /**
   * @param scorer measures what the search chooses by
   * @param tester measures on images that {@code scorer} never takes
   * @param budgetPoints of accuracy that the chosen plan may lose in any task
   */
  public PlanSearch(PlanScorer scorer, PlanScorer tester, double budgetPoints) {
    this.scorer = scorer;
    this.tester = tester;
    this.budgetPoints = budgetPoints;
  }

  /**
   * @param settings of each optimization by its id, each alone in a selection
   * @param requests of each task in the last round
   */
  public TunedPlan run(Map<String, List<Selection>> settings, int requests) {
    Rung first = Rung.singles(requests);
    settings.values().stream().flatMap(List::stream).forEach(setting -> score(setting, first));
    List<Selection> plans = promising(settings);
    for (Rung rung : Rung.all(requests)) {
      plans = best(plans.stream().limit(rung.plans()).toList(), rung);
    }
    List<PlanScore> failed = new ArrayList<>();
    PlanScore chosen = tested(plans, requests, failed);
    return new TunedPlan(
        chosen,
        List.copyOf(scores.values()),
        new Explanation(scores, failed, budgetPoints).of(chosen, settings));
  }

  /** How often {@link #run} asks for a score, at most. */
  public static int mostScores(Map<String, List<Selection>> settings) {
    return settings.values().stream().mapToInt(List::size).sum()
        + Rung.all(1).stream().mapToInt(Rung::plans).sum()
        + MOST_TESTED;
  }

  private void score(Selection selection, Rung rung) {
    PlanScore score = scorer.score(selection, rung.pairs(), rung.requests());
    if (score != null) {
      scores.put(selection, score);
    }
  }

  /** All plans of settings that are worth it, those first that promise most. */
  private List<Selection> promising(Map<String, List<Selection>> settings) {
    List<Selection> plans = new ArrayList<>(List.of(Selection.NONE));
    for (List<Selection> of : settings.values()) {
      List<Selection> worthIt = of.stream().filter(this::isWorthIt).toList();
      if ((long) plans.size() * (worthIt.size() + 1) > MOST_PLANS) {
        break;
      }
      plans.addAll(
          plans.stream()
              .flatMap(plan -> worthIt.stream().map(setting -> plan.and(setting)))
              .toList());
    }
    return plans.stream()
        .filter(plan -> !plan.settings().isEmpty() && promisedLoss(plan) <= 2 * budgetPoints)
        .sorted(Comparator.comparingDouble((Selection plan) -> -promisedSpeedup(plan)))
        .toList();
  }

  private boolean isWorthIt(Selection setting) {
    PlanScore score = scores.get(setting);
    return score != null && score.speedup().value() > 1 && !score.isOver(budgetPoints);
  }

  /** The product of what its settings gain alone. */
  private double promisedSpeedup(Selection plan) {
    return alone(plan).mapToDouble(score -> score.speedup().value()).reduce(1, (a, b) -> a * b);
  }

  /** The sum of what its settings lose alone, gains not counted. */
  private double promisedLoss(Selection plan) {
    return alone(plan).mapToDouble(score -> Math.max(0, score.lostPoints().value())).sum();
  }

  private Stream<PlanScore> alone(Selection plan) {
    return plan.settings().entrySet().stream()
        .map(entry -> scores.get(new Selection(Map.of(entry.getKey(), entry.getValue()))));
  }

  /**
   * Measures some plans; those that may be within the budget, first those that are as far as is
   * known, the fastest of them first.
   */
  private List<Selection> best(Collection<Selection> plans, Rung rung) {
    plans.forEach(plan -> score(plan, rung));
    return plans.stream()
        .map(scores::get)
        .filter(score -> score != null && !score.isOver(budgetPoints))
        .sorted(
            Comparator.comparing((PlanScore score) -> !score.isWithin(budgetPoints))
                .thenComparing(fastestFirst()))
        .map(PlanScore::selection)
        .toList();
  }

  /**
   * The first candidate that holds on other images, as it was measured there.
   *
   * @param failed is told of those that do not
   */
  private PlanScore tested(List<Selection> last, int requests, List<PlanScore> failed) {
    for (PlanScore candidate : candidates(last)) {
      PlanScore score = tester.score(candidate.selection(), Rung.last(requests).pairs(), requests);
      if (score != null && isGood(score)) {
        return score;
      }
      if (score != null) {
        failed.add(score);
      }
    }
    return null;
  }

  /** The fastest of the last round that are within the budget, then of all that were measured. */
  private List<PlanScore> candidates(List<Selection> last) {
    return Stream.concat(
            last.stream().map(scores::get), scores.values().stream().sorted(fastestFirst()))
        .filter(this::isGood)
        .distinct()
        .limit(MOST_TESTED)
        .toList();
  }

  private boolean isGood(PlanScore score) {
    return score.isWithin(budgetPoints) && score.speedup().low() > 1;
  }

  private static Comparator<PlanScore> fastestFirst() {
    return Comparator.comparingDouble(score -> -score.speedup().value());
  }
}
