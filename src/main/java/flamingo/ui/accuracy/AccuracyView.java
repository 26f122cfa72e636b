package flamingo.ui.accuracy;

import flamingo.benchmark.Interval;
import flamingo.benchmark.accuracy.Tally;
import flamingo.benchmark.accuracy.Task;
import flamingo.ui.accuracy.AccuracyViewModel.Images;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Named;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.TextColumn;
import flamingo.ui.common.Texts;
import flamingo.ui.common.TypedNumber;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.IntegerProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** What is asked above, the shares of right answers below. */
public final class AccuracyView {
  private static final int MOST_REQUESTS = 10_000;
  private static final int STEP = 100;
  private static final int PERCENT = 100;

  private final AccuracyViewModel model;
  private final Parent root;

  @FXML private ComboBox<Images> dataset;
  @FXML private ComboBox<Task> task;
  @FXML private Spinner<Integer> requests;
  @FXML private Spinner<Integer> seed;
  @FXML private Button evaluate;
  @FXML private Button cancel;
  @FXML private ProgressBar progress;
  @FXML private Label summary;
  @FXML private TableView<CountedKind> table;

  public AccuracyView(AccuracyViewModel model) {
    this.model = model;
    this.root = Fxml.load(this, "Accuracy.fxml");
  }

  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    choose(dataset, Images.values(), images -> Texts.text(name(images)));
    dataset.valueProperty().bindBidirectional(model.imagesProperty());
    choose(task, Task.values(), Task::text);
    task.valueProperty().bindBidirectional(model.taskProperty());
    number(requests, model.requestsProperty(), 1, MOST_REQUESTS, STEP);
    number(seed, model.seedProperty(), 0, Integer.MAX_VALUE, 1);
    evaluate.disableProperty().bind(model.evaluable().not());
    progress.progressProperty().bind(model.progressProperty());
    Nodes.showWhile(model.runningProperty(), progress);
    Nodes.showWhile(model.runningProperty(), cancel);
    summary.textProperty().bind(model.summaryProperty());
    Nodes.showWhile(model.summaryProperty().isNotEmpty(), summary);
    table
        .getColumns()
        .addAll(
            List.of(
                new TextColumn<>("accuracy.kind", 84, CountedKind::kind),
                new TextColumn<>("accuracy.dense", 92, row -> share(row.dense())),
                new TextColumn<>("accuracy.interval", 100, row -> interval(row.dense())),
                new TextColumn<>("accuracy.current", 84, row -> share(row.current())),
                new TextColumn<>("accuracy.interval", 100, row -> interval(row.current())),
                new TextColumn<>("accuracy.asked", 44, row -> Numbers.count(row.dense().asked()))));
    table.setItems(model.rows());
  }

  @FXML
  private void evaluate() {
    model.evaluate();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  private static String name(Images images) {
    return switch (images) {
      case SHAPES -> "accuracy.dataset.shapes";
      case CIFAR10 -> "accuracy.dataset.cifar10";
      case FOLDER -> "accuracy.dataset.folder";
    };
  }

  private static <T> void choose(ComboBox<T> box, T[] choices, Function<T, String> name) {
    box.getItems().setAll(choices);
    box.setConverter(new Named<>(name));
  }

  private static void number(
      Spinner<Integer> spinner, IntegerProperty value, int least, int most, int step) {
    spinner.setValueFactory(new IntegerSpinnerValueFactory(least, most, value.get(), step));
    spinner.valueProperty().addListener((observed, before, now) -> value.set(now));
    TypedNumber.in(spinner);
    spinner.addEventHandler(KeyEvent.KEY_PRESSED, event -> endTyping(spinner, event));
  }

  /** Enter ends the typing of a number; elsewhere it presses the window's default button. */
  private static void endTyping(Spinner<Integer> spinner, KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      spinner.commitValue();
      event.consume();
    }
  }

  private static String share(Tally tally) {
    return tally.asked() == 0 ? Numbers.NONE : Numbers.percent(tally.share().value());
  }

  private static String interval(Tally tally) {
    if (tally.asked() == 0) {
      return Numbers.NONE;
    }
    Interval share = tally.share();
    return Numbers.significant(PERCENT * share.low()) + " – " + Numbers.percent(share.high());
  }
}
