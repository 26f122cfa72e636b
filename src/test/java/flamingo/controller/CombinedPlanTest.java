package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.report.ResultRow;
import flamingo.ui.results.Rows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On rows that were made up. */
class CombinedPlanTest {
  private final List<ResultRow> rows = new ArrayList<>();

  CombinedPlanTest() {
    measured("control", "", "dense again", 1, 0.02, 0.90);
  }

  /** One row, with a speed-up known to a share either way. */
  private void measured(
      String experiment, String plan, String variant, double speedup, double spread, double right) {
    rows.add(Rows.measured(experiment, "vqa-16", variant, plan, speedup, speedup * spread, right));
  }

  @Test
  void theFastestSettingWithinTheBudgetIsChosen() {
    measured("tokens", "tokens=32", "tokens=32", 1.3, 0.05, 0.90);
    measured("tokens", "tokens=16", "tokens=16", 1.6, 0.05, 0.89);
    measured("tokens", "tokens=4", "tokens=4", 1.9, 0.05, 0.80);

    CombinedPlan combined = CombinedPlan.of(rows, 2);

    assertThat(combined.selection().text()).isEqualTo("tokens=16");
    assertThat(combined.explanation()).singleElement().asString().contains("1.60", "1.0 points");
  }

  @Test
  void whatIsNotSignificantlyFasterIsLeftOutAndNamed() {
    measured("depth", "depth=3", "depth=3", 1.02, 0.05, 0.90);
    measured("speculative", "speculative=4", "speculative=4", 0.7, 0.05, 0.90);

    CombinedPlan combined = CombinedPlan.of(rows, 2);

    assertThat(combined.selection().settings()).isEmpty();
    assertThat(combined.explanation())
        .hasSize(2)
        .anyMatch(sentence -> sentence.startsWith("depth is left out, it does not pay here: 1.02"))
        .anyMatch(sentence -> sentence.startsWith("speculative is left out, it does not pay here"));
  }

  @Test
  void lossesShareOneBudget() {
    measured("precision", "precision=bf16", "precision=bf16", 1.8, 0.05, 0.885);
    measured("tokens", "tokens=16", "tokens=16", 1.5, 0.05, 0.89);
    measured("tokens", "tokens=32", "tokens=32", 1.2, 0.05, 0.897);

    CombinedPlan combined = CombinedPlan.of(rows, 2);

    assertThat(combined.selection().text()).isEqualTo("tokens=32,precision=bf16");
  }

  @Test
  void anOptimizationThatLosesTooMuchIsLeftOut() {
    measured("tokens", "tokens=4", "tokens=4", 1.9, 0.05, 0.70);

    CombinedPlan combined = CombinedPlan.of(rows, 2);

    assertThat(combined.selection().settings()).isEmpty();
    assertThat(combined.explanation()).singleElement().asString().contains("loses 20.0 points");
  }

  @Test
  void aCacheMustCostNextToNothingWhereItIsCold() {
    measured("cache", "cache=kv/64", "cache=kv/64 cold", 0.9, 0.01, 0.90);
    measured("cache", "cache=kv/64", "cache=kv/64 warm", 2.5, 0.05, 0.90);
    assertThat(CombinedPlan.of(rows, 2).selection().settings()).isEmpty();

    measured("cache", "cache=tokens/64", "cache=tokens/64 cold", 0.99, 0.01, 0.90);
    measured("cache", "cache=tokens/64", "cache=tokens/64 warm", 2, 0.05, 0.90);
    assertThat(CombinedPlan.of(rows, 2).selection().text()).isEqualTo("cache=tokens/64");
  }
}
