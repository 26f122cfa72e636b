package flamingo.ui.experiments;

import flamingo.controller.Rigour;
import flamingo.report.ResultRow;
import flamingo.report.page.ExperimentTables;
import flamingo.report.page.ExperimentTables.PublishedTable;
import flamingo.report.page.ResultTable;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Named;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/** Experiments on the left, the table of one of them on the right, the study's below it. */
public final class ExperimentsView {
  private final ExperimentsViewModel model;
  private final Parent root;

  @FXML private ListView<ExperimentItem> list;
  @FXML private ComboBox<Rigour> rigour;
  @FXML private Button run;
  @FXML private Button pause;
  @FXML private Button cancel;
  @FXML private ProgressBar progress;
  @FXML private Label step;
  @FXML private ComboBox<String> shown;
  @FXML private TableView<List<String>> table;
  @FXML private VBox publishedArea;
  @FXML private TableView<List<String>> published;
  @FXML private Label comparable;
  @FXML private Label notes;

  public ExperimentsView(ExperimentsViewModel model) {
    this.model = model;
    this.root = Fxml.load(this, "Experiments.fxml");
  }

  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    list.setItems(model.items());
    list.setCellFactory(view -> new ExperimentCell());
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    Nodes.showWhile(model.runningProperty().not(), list);
    rigour.getItems().setAll(Rigour.values());
    rigour.setConverter(new Named<>(ExperimentsView::name));
    rigour.valueProperty().bindBidirectional(model.rigourProperty());
    rigour.disableProperty().bind(model.runningProperty());
    bindRun();
    model.rows().addListener((ListChangeListener<ResultRow>) change -> follow());
    shown.valueProperty().addListener((observed, before, now) -> draw());
    Nodes.showWhile(Bindings.isNotEmpty(shown.getItems()), shown);
    model
        .notes()
        .addListener(
            (ListChangeListener<String>) change -> notes.setText(String.join("\n", model.notes())));
    Nodes.showWhile(notes.textProperty().isNotEmpty(), notes);
    draw();
  }

  private void bindRun() {
    run.disableProperty().bind(model.startable().not());
    Nodes.showWhile(model.runningProperty(), pause);
    Nodes.showWhile(model.runningProperty(), cancel);
    Nodes.showWhile(model.runningProperty(), progress);
    pause
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    Texts.text(
                        model.pausedProperty().get() ? "experiments.resume" : "experiments.pause"),
                model.pausedProperty()));
    progress.progressProperty().bind(model.progressProperty());
    step.textProperty().bind(model.stepProperty());
    Nodes.showWhile(model.stepProperty().isNotEmpty(), step);
  }

  private void key(KeyEvent pressed) {
    ExperimentItem item = list.getSelectionModel().getSelectedItem();
    if (pressed.getCode() == KeyCode.SPACE && item != null) {
      item.wantedProperty().set(!item.wantedProperty().get());
      pressed.consume();
    }
  }

  /** The table of the experiment under way is shown, unless another one was chosen. */
  private void follow() {
    List<String> begun = model.begun();
    String last =
        shown.getItems().isEmpty() ? null : shown.getItems().get(shown.getItems().size() - 1);
    boolean following = shown.getValue() == null || shown.getValue().equals(last);
    if (!shown.getItems().equals(begun)) {
      String before = shown.getValue();
      shown.getItems().setAll(begun);
      shown.setValue(following || !begun.contains(before) ? newest(begun) : before);
    }
    draw();
  }

  private static String newest(List<String> begun) {
    return begun.isEmpty() ? null : begun.get(begun.size() - 1);
  }

  private void draw() {
    String experiment = shown.getValue();
    List<ResultRow> rows =
        model.rows().stream().filter(row -> row.experiment().equals(experiment)).toList();
    if (rows.isEmpty()) {
      table.getColumns().clear();
      table.getItems().clear();
      show(List.of());
      return;
    }
    TextTable.fill(table, ExperimentTables.measured(experiment, rows));
    table.scrollTo(rows.size() - 1);
    show(ExperimentTables.published(experiment));
  }

  private void show(List<PublishedTable> study) {
    publishedArea.setVisible(!study.isEmpty());
    publishedArea.setManaged(!study.isEmpty());
    if (!study.isEmpty()) {
      ResultTable first = study.get(0).table();
      TextTable.fill(published, first);
      comparable.setText(study.get(0).comparable());
    }
  }

  @FXML
  private void run() {
    model.run();
  }

  @FXML
  private void pause() {
    model.togglePause();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  @FXML
  private void all() {
    model.toggleAll();
  }

  private static String name(Rigour rigour) {
    return Texts.text(rigour == Rigour.QUICK ? "experiments.quick" : "experiments.rigorous");
  }
}
