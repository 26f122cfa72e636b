package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.benchmark.Interval;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.optimization.Selection;
import flamingo.report.ResultRow;
import flamingo.ui.results.Rows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On rows that were made up. */
class CombinedPlanTest {
  private final List<ResultRow> rows = new ArrayList<>();
  private final List<String> tried = new ArrayList<>();
  private Interval gain = new Interval(1.2, 1.1, 1.3);
  private double lost = 1.5;
  private String contradiction;
  private final CombinedPlan.Trial trial =
      new CombinedPlan.Trial() {
        @Override
        public Interval gain(Selection before, Selection with) {
          tried.add(before.text() + " -> " + with.text());
          if (with.text().equals(contradiction)) {
            throw new IllegalArgumentException("16 of 4 cannot be read.");
          }
          return gain;
        }

        @Override
        public double lostPoints(Selection plan) {
          return lost;
        }
      };

  CombinedPlanTest() {
    measured("control", "", "dense again", 1, 0.02, 0.90);
  }

  /** One row, with a speed-up known to a share either way. */
  private void measured(
      String experiment, String plan, String variant, double speedup, double spread, double right) {
    rows.add(Rows.measured(experiment, "vqa-16", variant, plan, speedup, speedup * spread, right));
  }

  @Test
  void theFastestSettingWithinTheBudgetIsChosen() throws TaskException {
    measured("tokens", "tokens=32", "tokens=32", 1.3, 0.05, 0.90);
    measured("tokens", "tokens=16", "tokens=16", 1.6, 0.05, 0.89);
    measured("tokens", "tokens=4", "tokens=4", 1.9, 0.05, 0.80);

    CombinedPlan combined = CombinedPlan.of(rows, 2, trial);

    assertThat(combined.selection().text()).isEqualTo("tokens=16");
    assertThat(combined.explanation()).singleElement().asString().contains("1.60", "1.0 points");
  }

  @Test
  void whatIsNotSignificantlyFasterIsLeftOutAndNamed() throws TaskException {
    measured("depth", "depth=3", "depth=3", 1.02, 0.05, 0.90);
    measured("speculative", "speculative=4", "speculative=4", 0.7, 0.05, 0.90);

    CombinedPlan combined = CombinedPlan.of(rows, 2, trial);

    assertThat(combined.selection().settings()).isEmpty();
    assertThat(combined.explanation())
        .hasSize(2)
        .anyMatch(sentence -> sentence.startsWith("depth is left out, it does not pay here: 1.02"))
        .anyMatch(sentence -> sentence.startsWith("speculative is left out, it does not pay here"));
  }

  @Test
  void lossesShareOneBudget() throws TaskException {
    measured("precision", "precision=bf16", "precision=bf16", 1.8, 0.05, 0.885);
    measured("tokens", "tokens=16", "tokens=16", 1.5, 0.05, 0.89);
    measured("tokens", "tokens=32", "tokens=32", 1.2, 0.05, 0.897);

    CombinedPlan combined = CombinedPlan.of(rows, 2, trial);

    assertThat(combined.selection().text()).isEqualTo("tokens=32,precision=bf16");
  }

  @Test
  void aLossMustPayBesideWhatIsThere() throws TaskException {
    measured("tokens", "tokens=4", "tokens=4", 1.9, 0.05, 0.90);
    measured("depth", "depth=3", "depth=3", 1.2, 0.05, 0.893);
    gain = new Interval(1.01, 0.99, 1.03);

    CombinedPlan combined = CombinedPlan.of(rows, 2, trial);

    assertThat(tried).containsExactly("tokens=4 -> tokens=4,depth=3");
    assertThat(combined.selection().text()).isEqualTo("tokens=4");
    assertThat(combined.explanation().get(1))
        .isEqualTo(
            "depth=3 is left out: beside tokens=4 it does not pay, 1.01 times as fast (0.99 to 1.03).");
  }

  @Test
  void aPartThatContradictsTheOthersIsLeftOutAndSaysWhy() throws TaskException {
    measured("tokens", "tokens=4", "tokens=4", 1.9, 0.05, 0.90);
    measured("sparse", "sparse=16/image", "sparse=16/image", 1.2, 0.05, 0.90);
    measured("depth", "depth=3", "depth=3", 1.1, 0.05, 0.90);
    contradiction = "tokens=4,sparse=16/image";

    CombinedPlan combined = CombinedPlan.of(rows, 2, trial);

    assertThat(combined.selection().text()).isEqualTo("tokens=4,depth=3");
    assertThat(combined.explanation().get(1))
        .isEqualTo(
            "sparse=16/image is left out: it does not go with tokens=4. 16 of 4 cannot be read.");
  }

  @Test
  void whatCannotChangeAnswersIsNotTriedAgain() throws TaskException {
    measured("tokens", "tokens=4", "tokens=4", 1.9, 0.05, 0.90);
    measured("speculative", "speculative=auto", "speculative=auto", 1.2, 0.05, 0.90);
    measured("precision", "precision=bf16", "precision=bf16", 1.1, 0.05, 0.90);

    CombinedPlan.of(rows, 2, trial);

    assertThat(tried)
        .containsExactly("tokens=4,speculative=auto -> tokens=4,precision=bf16,speculative=auto");
  }

  @Test
  void lossesTogetherMayBeGreaterThanTheirSum() throws TaskException {
    measured("tokens", "tokens=4", "tokens=4", 1.9, 0.05, 0.90);
    measured("depth", "depth=3", "depth=3", 1.2, 0.05, 0.893);
    lost = 2.5;

    CombinedPlan combined = CombinedPlan.of(rows, 2, trial);

    assertThat(combined.selection().text()).isEqualTo("tokens=4");
    assertThat(combined.explanation().get(1))
        .isEqualTo(
            "depth=3 is left out: together with tokens=4 it loses 2.5 points of accuracy, and 2.0 may be lost.");
  }

  @Test
  void anOptimizationThatLosesTooMuchIsLeftOut() throws TaskException {
    measured("tokens", "tokens=4", "tokens=4", 1.9, 0.05, 0.70);

    CombinedPlan combined = CombinedPlan.of(rows, 2, trial);

    assertThat(combined.selection().settings()).isEmpty();
    assertThat(combined.explanation()).singleElement().asString().contains("loses 20.0 points");
  }

  @Test
  void aCacheMustCostNextToNothingWhereItIsCold() throws TaskException {
    measured("cache", "cache=kv/64", "cache=kv/64 cold", 0.9, 0.01, 0.90);
    measured("cache", "cache=kv/64", "cache=kv/64 warm", 2.5, 0.05, 0.90);
    assertThat(CombinedPlan.of(rows, 2, trial).selection().settings()).isEmpty();

    measured("cache", "cache=tokens/64", "cache=tokens/64 cold", 0.99, 0.01, 0.90);
    measured("cache", "cache=tokens/64", "cache=tokens/64 warm", 2, 0.05, 0.90);
    assertThat(CombinedPlan.of(rows, 2, trial).selection().text()).isEqualTo("cache=tokens/64");
  }

  @Test
  void twoPercentWhereItHasNothingToDoAreNoReason() throws TaskException {
    measured("speculative", "speculative=auto", "speculative=auto", 1.4, 0.05, 0.90);
    measured("speculative", "speculative=auto", "speculative=auto", 0.98, 0.01, 0.90);
    assertThat(CombinedPlan.of(rows, 2, trial).selection().text()).isEqualTo("speculative=auto");

    measured("speculative", "speculative=auto", "speculative=auto", 0.9, 0.01, 0.90);
    assertThat(CombinedPlan.of(rows, 2, trial).selection().settings()).isEmpty();
  }
}
