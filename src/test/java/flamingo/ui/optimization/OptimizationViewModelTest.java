package flamingo.ui.optimization;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.model.ModelLimits;
import flamingo.optimization.Choice;
import flamingo.optimization.Optimizations;
import flamingo.optimization.PlanException;
import flamingo.optimization.Preset;
import flamingo.optimization.Selection;
import flamingo.ui.optimization.Effects.Counter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizationViewModelTest {
  private final OptimizationViewModel model = new OptimizationViewModel(Optimizations.all());

  @Test
  void everythingIsOffAtFirst() {
    assertThat(selection()).isEqualTo(Selection.NONE);
    assertThat(model.items()).hasSameSizeAs(Optimizations.all());
  }

  @Test
  void aTickSelectsAndAnotherDeselects() {
    item("tokens").onProperty().set(true);
    assertThat(selection().text()).isEqualTo("tokens=32");
    item("tokens").onProperty().set(false);
    assertThat(selection()).isEqualTo(Selection.NONE);
  }

  @Test
  void aParameterCountsWhileItsOptimizationIsOn() {
    OptimizationItem tokens = item("tokens");
    set(tokens, "16");
    assertThat(selection()).isEqualTo(Selection.NONE);
    tokens.onProperty().set(true);
    assertThat(selection().text()).isEqualTo("tokens=16");
    assertThat(selection().plan().visualTokens()).isEqualTo(16);
  }

  @Test
  void anExactSavingIsLeftOutAndMeasuredLikeAnyPlan() throws PlanException {
    item("tokens").onProperty().set(true);
    SavingItem prefix = saving("shared_prefix");
    assertThat(prefix.onProperty().get()).isTrue();
    assertThat(saving("folded_norms").onProperty().get()).isFalse();
    prefix.onProperty().set(false);
    assertThat(selection().text()).isEqualTo("tokens=32,without=shared_prefix");
    assertThat(selection().plan().savings()).hasSize(Selection.NONE.plan().savings().size() - 1);

    model.effects().measured(selection(), 1.2);
    assertThat(prefix.effectProperty().get().text()).isEqualTo("–");
    model.effects().measured(Selection.parse("tokens=32"), 1.5);
    assertThat(prefix.effectProperty().get().text()).isEqualTo("1.25×");
    model.undo();
    assertThat(prefix.onProperty().get()).isTrue();
    model.redo();
    assertThat(prefix.onProperty().get()).isFalse();
    model.select(Selection.NONE);
    assertThat(prefix.onProperty().get()).isTrue();
  }

  private SavingItem saving(String id) {
    return model.savings().stream()
        .filter(item -> item.saving().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void undoGoesBackStepByStep() throws PlanException {
    item("tokens").onProperty().set(true);
    set(item("tokens"), "8");
    item("precision").onProperty().set(true);

    model.undo();
    assertThat(selection().text()).isEqualTo("tokens=8");
    model.undo();
    assertThat(selection().text()).isEqualTo("tokens=32");
    model.undo();
    assertThat(selection()).isEqualTo(Selection.NONE);
    model.undo();
    assertThat(selection()).isEqualTo(Selection.NONE);
  }

  @Test
  void redoMakesAgainWhatUndoTookBackUntilSomethingElseIsDone() throws PlanException {
    model.select(Selection.parse("tokens=8"));
    model.select(Selection.parse("tokens=8,precision=bf16"));
    model.undo();
    model.undo();

    model.redo();
    assertThat(selection().text()).isEqualTo("tokens=8");
    model.redo();
    assertThat(selection().text()).isEqualTo("tokens=8,precision=bf16");
    model.redo();
    model.undo();
    assertThat(selection().text()).isEqualTo("tokens=8");
    item("cache").onProperty().set(true);
    model.redo();
    assertThat(selection().text()).isEqualTo("cache=kv/64,tokens=8");
  }

  @Test
  void anEffectIsWhatWasMeasuredBesideTheOthersOrElseAlone() throws PlanException {
    assertThat(item("tokens").effectProperty().get().text()).isEqualTo("–");

    model.effects().measured(Selection.parse("tokens=32"), 1.25);
    model.effects().counted(Counter.ACCURACY, Selection.parse("tokens=32"), 0.44);
    assertThat(item("tokens").effectProperty().get().text()).isEqualTo("1.25×, −0.4 points");
    assertThat(item("precision").effectProperty().get().text()).isEqualTo("–");

    model.select(Selection.parse("tokens=32,precision=bf16"));
    model.effects().measured(Selection.parse("tokens=32,precision=bf16"), 2.5);
    assertThat(item("precision").effectProperty().get().text()).isEqualTo("2.00×");
    assertThat(item("tokens").effectProperty().get().text()).isEqualTo("1.25×, −0.4 points");
    model.effects().counted(Counter.ACCURACY, Selection.parse("tokens=32"), -1);
    assertThat(item("tokens").effectProperty().get().text()).isEqualTo("1.25×, +1.0 points");

    model.effects().clear();
    assertThat(item("tokens").effectProperty().get()).isEqualTo(Effect.UNKNOWN);
    model.effects().measured(Selection.parse("tokens=32"), 1.25);

    set(item("tokens"), "16");
    assertThat(item("tokens").effectProperty().get()).isEqualTo(Effect.UNKNOWN);
  }

  @Test
  void answersCountedOnDifferentImagesAreNotCompared() throws PlanException {
    model.select(Selection.parse("cache=kv/64,tokens=32"));
    model.effects().counted(Counter.ACCURACY, Selection.parse("tokens=32"), 0.2);
    model.effects().counted(Counter.BENCHMARK, selection(), 8.3);
    assertThat(item("cache").effectProperty().get().text()).isEqualTo("–");

    model.effects().counted(Counter.BENCHMARK, Selection.parse("tokens=32"), 8.3);
    assertThat(item("cache").effectProperty().get().text()).isEqualTo("±0.0 points");
  }

  @Test
  void whatTheModelCannotDoIsSaidBesideIt() throws PlanException {
    model.limitsProperty().set(new ModelLimits(64, 2, false));
    model.select(Selection.parse("tokens=8,sparse=16,depth=3"));

    assertThat(item("tokens").misfitProperty().get()).isEmpty();
    assertThat(item("sparse").misfitProperty().get()).contains("best 16", "gives it 8");
    assertThat(item("depth").misfitProperty().get()).contains("this model has 2");

    set(item("sparse"), "8");
    assertThat(item("sparse").misfitProperty().get()).isEmpty();
    set(item("depth"), "auto");
    assertThat(item("depth").misfitProperty().get()).contains("none was calibrated");
  }

  @Test
  void everyPresetIsAPlanOfItsOwnAndIsRecognised() {
    for (Preset preset : Preset.all()) {
      model.select(preset.selection());
      assertThat(model.preset()).contains(preset);
      assertThat(preset.reason()).endsWith(".");
    }
    item("sparse").onProperty().set(true);
    assertThat(model.preset()).isEmpty();
  }

  @Test
  void selectingAPlanChangesTheSelectionOnce() throws PlanException {
    List<String> seen = new ArrayList<>();
    model.selectionProperty().addListener((observed, before, now) -> seen.add(now.text()));

    model.select(Selection.parse("cache=tokens/256,precision=bf16"));

    assertThat(seen).containsExactly("cache=tokens/256,precision=bf16");
    assertThat(item("cache").onProperty().get()).isTrue();
    assertThat(item("tokens").onProperty().get()).isFalse();
    model.undo();
    assertThat(selection()).isEqualTo(Selection.NONE);
  }

  private Selection selection() {
    return model.selectionProperty().get();
  }

  private OptimizationItem item(String id) {
    return model.items().stream()
        .filter(item -> item.description().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static void set(OptimizationItem item, String value) {
    set(item, item.description().parameters().get(0), value);
  }

  private static <T> void set(OptimizationItem item, Choice<T> choice, String value) {
    item.set(choice, choice.parse(value).orElseThrow());
  }
}
