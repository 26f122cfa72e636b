package flamingo.benchmark.tune;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.benchmark.Interval;
import flamingo.optimization.PlanException;
import flamingo.optimization.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** On plans whose gains multiply and whose losses add up, so that the best one is known. */
class PlanSearchTest {
  private final Map<String, double[]> gainAndLoss = new LinkedHashMap<>();
  private final List<PlanScore> measured = new ArrayList<>();
  private final List<PlanScore> tested = new ArrayList<>();

  /** Points that a plan loses on other images beyond what it loses where it is searched. */
  private final Map<String, Double> hidden = new LinkedHashMap<>();

  private double spread = 0.05;

  private void setting(String plan, double gain, double lostPoints) {
    gainAndLoss.put(plan, new double[] {gain, lostPoints});
  }

  private PlanScore score(Selection selection, int pairs, int requests) {
    double gain = 1;
    double lost = 0;
    for (String part : selection.text().split(",")) {
      gain *= gainAndLoss.get(part)[0];
      lost += gainAndLoss.get(part)[1];
    }
    if (Double.isNaN(gain)) {
      return null;
    }
    PlanScore score =
        new PlanScore(
            selection,
            new Interval(gain, gain - spread, gain + spread),
            new Interval(lost, lost - 0.5, lost + 0.5),
            pairs,
            requests);
    measured.add(score);
    return score;
  }

  private TunedPlan search(double budget) throws PlanException {
    Map<String, List<Selection>> settings = new LinkedHashMap<>();
    for (String plan : gainAndLoss.keySet()) {
      Selection selection = Selection.parse(plan);
      String id = selection.settings().keySet().iterator().next();
      settings.computeIfAbsent(id, absent -> new ArrayList<>()).add(selection);
    }
    return new PlanSearch(this::score, this::test, budget).run(settings, 1000);
  }

  private PlanScore test(Selection selection, int pairs, int requests) {
    PlanScore score = score(selection, pairs, requests);
    measured.remove(score);
    Interval lost = score.lostPoints();
    double more = hidden.getOrDefault(selection.text(), 0.0);
    PlanScore other =
        new PlanScore(
            selection,
            score.speedup(),
            new Interval(lost.value() + more, lost.low() + more, lost.high() + more),
            pairs,
            requests);
    tested.add(other);
    return other;
  }

  @Test
  void theFiguresThatAreReportedAreOfOtherImages() throws Exception {
    usual();
    hidden.put("tokens=16,precision=bf16,depth=3", 0.05);
    TunedPlan tuned = search(2);

    assertThat(tested).containsExactly(tuned.chosen());
    assertThat(tuned.scores()).doesNotContain(tuned.chosen());
    assertThat(tuned.chosen().lostPoints().value()).isEqualTo(0.9 + 0.1 + 0.2 + 0.05);
  }

  @Test
  void aPlanThatDoesNotHoldOnOtherImagesIsPassedOver() throws Exception {
    usual();
    String best = search(2).selection().text();
    hidden.put(best, 1.5);
    TunedPlan tuned = search(2);

    assertThat(tuned.selection().text()).isNotEqualTo(best);
    assertThat(tuned.chosen().lostPoints().value()).isLessThanOrEqualTo(2);
    assertThat(tuned.explanation())
        .anyMatch(
            sentence ->
                sentence.startsWith(best + " is passed over: on other images it is 2.8")
                    && sentence.contains("loses 2.7 points"));
  }

  @Test
  void nothingIsChosenWhereNothingHolds() throws Exception {
    setting("depth=3", 1.2, 0.5);
    hidden.put("depth=3", 9.0);

    assertThat(search(1).chosen()).isNull();
  }

  private void usual() {
    setting("tokens=32", 1.2, 0.2);
    setting("tokens=16", 1.5, 0.9);
    setting("tokens=4", 2.0, 9);
    setting("precision=bf16", 1.8, 0.1);
    setting("precision=int8", 2.1, 1.4);
    setting("depth=3", 1.05, 0.2);
    setting("depth=1", 1.3, 6);
    setting("speculative=2", 0.8, 0);
    setting("speculative=4", 0.6, 0);
  }

  @Test
  void theFastestPlanWithinTheBudgetIsFound() throws Exception {
    usual();
    TunedPlan tuned = search(2);

    assertThat(tuned.selection().text()).isEqualTo("tokens=16,precision=bf16,depth=3");
    assertThat(tuned.chosen().requests()).isEqualTo(1000);
  }

  @Test
  void aSmallerBudgetGivesAnotherPlan() throws Exception {
    usual();
    assertThat(search(0.35).selection().text()).isEqualTo("tokens=32,precision=bf16");
  }

  @Test
  void whatIsOutIsExplained() throws Exception {
    usual();
    setting("depth=3", 1.05, 0.9);
    TunedPlan tuned = search(1);

    assertThat(tuned.selection().text()).isEqualTo("tokens=16,precision=bf16");
    assertThat(tuned.explanation())
        .hasSize(4)
        .anyMatch(sentence -> sentence.startsWith("tokens=16 is in: 1.50 times"))
        .anyMatch(sentence -> sentence.startsWith("depth is left out: alone it is 1.30"))
        .anyMatch(
            sentence -> sentence.startsWith("speculative is left out: it does not pay here, 0.80"));
  }

  @Test
  void onlyTheLastOfThePlansGetTheFullEffort() throws Exception {
    usual();
    search(2);

    Map<Integer, Long> plans =
        measured.stream().collect(Collectors.groupingBy(PlanScore::pairs, Collectors.counting()));
    assertThat(plans.get(48)).isEqualTo(2);
    assertThat(plans.get(24)).isLessThanOrEqualTo(4);
    assertThat(plans.get(12)).isLessThanOrEqualTo(8);
  }

  @Test
  void theFrontHoldsWhatNothingBeats() throws Exception {
    usual();
    TunedPlan tuned = search(2);

    List<PlanScore> front = tuned.front();
    assertThat(front).extracting(PlanScore::selection).contains(tuned.selection());
    for (int i = 1; i < front.size(); i++) {
      assertThat(front.get(i).speedup().value()).isLessThan(front.get(i - 1).speedup().value());
      assertThat(front.get(i).lostPoints().value())
          .isLessThan(front.get(i - 1).lostPoints().value());
    }
    assertThat(front).noneMatch(score -> score.selection().text().startsWith("speculative"));
  }

  @Test
  void thereMayBeNothingToGain() throws Exception {
    setting("depth=3", 1.02, 0);
    setting("tokens=32", 0.9, 0);
    setting("precision=int8", Double.NaN, 0);
    TunedPlan tuned = search(2);

    assertThat(tuned.chosen()).isNull();
    assertThat(tuned.selection()).isEqualTo(Selection.NONE);
    assertThat(tuned.explanation())
        .anyMatch(
            sentence -> sentence.equals("precision is left out: it does not fit this model."));
  }
}
