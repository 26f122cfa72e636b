package flamingo.ui.optimization;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.optimization.Choice;
import flamingo.optimization.Optimizations;
import flamingo.optimization.PlanException;
import flamingo.optimization.Selection;
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
