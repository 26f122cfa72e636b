package flamingo.ui.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.Task;
import flamingo.controller.AccuracyController;
import flamingo.controller.AccuracyRequest;
import flamingo.controller.BuiltInModels;
import flamingo.controller.NamedDatasets;
import flamingo.controller.UserFacingError;
import flamingo.optimization.Selection;
import flamingo.ui.accuracy.AccuracyViewModel.Images;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class AccuracyViewModelTest {
  private static final BuiltInModels MODELS = new BuiltInModels(Runnable::run, 1);

  private final AccuracyController controller = new AccuracyController(Runnable::run, MODELS);
  private final SimpleObjectProperty<Selection> selection =
      new SimpleObjectProperty<>(Selection.NONE);
  private final List<UserFacingError> errors = new ArrayList<>();
  private final AccuracyViewModel model =
      new AccuracyViewModel(Runnable::run, controller, errors::add, Optional::empty, selection);

  @Test
  void itsFiguresAreThoseWithoutAWindow() throws Exception {
    model.readyProperty().set(true);
    model.taskProperty().set(Task.VQA);
    model.requestsProperty().set(24);
    model.seedProperty().set(5);
    selection.set(Selection.parse("tokens=4"));

    model.evaluate();

    Accuracy dense = alone(Selection.NONE);
    assertThat(errors).isEmpty();
    assertThat(model.rows().get(0).dense()).isEqualTo(dense.all());
    assertThat(model.rows().get(0).current()).isEqualTo(alone(selection.get()).all());
    assertThat(model.rows()).hasSize(1 + dense.kinds().size());
    assertThat(model.progressProperty().get()).isEqualTo(1);
    assertThat(model.runningProperty().get()).isFalse();
    assertThat(model.summaryProperty().get()).contains("vqa", "5", "tokens=4");
  }

  @Test
  void withoutAFolderItSaysSoAndKeepsTheLastResult() {
    model.readyProperty().set(true);
    model.requestsProperty().set(4);
    model.evaluate();
    List<CountedKind> before = List.copyOf(model.rows());

    model.imagesProperty().set(Images.FOLDER);
    model.evaluate();

    assertThat(errors)
        .singleElement()
        .extracting(UserFacingError::code)
        .isEqualTo("FOLDER_MISSING");
    assertThat(model.rows()).isEqualTo(before).isNotEmpty();
  }

  private Accuracy alone(Selection plan) throws Exception {
    AccuracyRequest request =
        new AccuracyRequest(
            Task.VQA, NamedDatasets.open(NamedDatasets.SHAPES, 24, 5), 0, 24, 5, plan);
    return controller.evaluate(request, () -> false, done -> {}).join();
  }
}
