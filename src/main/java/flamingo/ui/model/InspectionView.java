package flamingo.ui.model;

import flamingo.checkpoint.Inspection;
import flamingo.checkpoint.Mismatch;
import flamingo.controller.ModelInspection;
import flamingo.controller.ModelInspection.Need;
import flamingo.controller.ModelInspection.PartSize;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** What was found in a model's files: parts, memory, and what is missing or does not fit. */
final class InspectionView {
  private final ModelViewModel model;
  private final Parent root;

  @FXML private Label title;
  @FXML private Label files;
  @FXML private Node reading;
  @FXML private Label problems;
  @FXML private Node found;
  @FXML private GridPane parts;
  @FXML private Node memoryArea;
  @FXML private GridPane memory;
  @FXML private Label machine;
  @FXML private Node mismatchArea;
  @FXML private Label mismatchCount;
  @FXML private ListView<Mismatch> mismatches;
  @FXML private Label waits;
  @FXML private Button load;
  @FXML private ProgressBar progress;
  @FXML private Button cancel;

  InspectionView(ModelViewModel model) {
    this.model = model;
    this.root = Fxml.load(this, "Inspection.fxml");
  }

  Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    mismatches.setCellFactory(list -> new MismatchCell());
    Nodes.showWhile(problems.textProperty().isNotEmpty(), problems);
    Nodes.showWhile(model.inspectionProperty().isNotNull(), found);
    Nodes.showWhile(
        model.inspectionProperty().isNull().and(model.refusalProperty().isEmpty()), reading);
    load.disableProperty().bind(model.loadable().not());
    Nodes.showWhile(model.loadingProperty(), progress);
    Nodes.showWhile(model.loadingProperty(), cancel);
    progress.progressProperty().bind(model.progressProperty());
    Nodes.showWhile(model.idleProperty().not(), waits);
    model.refusalProperty().addListener(changed -> show());
    model.inspectionProperty().addListener(changed -> show());
    show();
  }

  @FXML
  private void load() {
    model.load();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  private void show() {
    ModelInspection inspected = model.inspectionProperty().get();
    title.setText(
        inspected == null ? model.pathProperty().get().toString() : inspected.found().title());
    files.setText(inspected == null ? "" : files(inspected.found()));
    problems.setText(
        inspected == null
            ? model.refusalProperty().get()
            : String.join("\n", inspected.problems()));
    parts.getChildren().clear();
    memory.getChildren().clear();
    if (inspected != null) {
      showParts(inspected);
      showMemory(inspected);
      showMismatches(inspected.found());
    }
  }

  private static String files(Inspection found) {
    return found.files().values().stream()
        .map(Object::toString)
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  private void showParts(ModelInspection inspected) {
    row(
        parts,
        0,
        "inspection-head",
        Texts.text("inspection.part"),
        Texts.text("inspection.tensors"),
        Texts.text("inspection.parameters"),
        Texts.text("inspection.stored"));
    int line = 1;
    for (PartSize size : inspected.parts()) {
      row(
          parts,
          line++,
          size.part() == null ? "inspection-all" : "inspection-line",
          PartNames.of(size.part()),
          Numbers.count(size.tensors()),
          Numbers.count(size.parameters()),
          Numbers.bytes(size.bytes()));
    }
  }

  private void showMemory(ModelInspection inspected) {
    boolean whole = !inspected.needs().isEmpty();
    memoryArea.setVisible(whole);
    memoryArea.setManaged(whole);
    String[] head = new String[ModelInspection.SHOTS.size() + 1];
    head[0] = Texts.text("inspection.precision");
    for (int i = 1; i < head.length; i++) {
      head[i] = Texts.text("explore.shots", ModelInspection.SHOTS.get(i - 1));
    }
    row(memory, 0, "inspection-head", head);
    int line = 1;
    for (Need need : inspected.needs()) {
      String[] cells = new String[head.length];
      cells[0] = need.precision().name();
      for (int i = 1; i < cells.length; i++) {
        var bytes = need.byShots().get(i - 1);
        String text = Numbers.bytes(bytes.total());
        cells[i] = inspected.fits(bytes) ? text : Texts.text("inspection.too.much", text);
      }
      row(memory, line++, "inspection-line", cells);
    }
    machine.setText(
        Texts.text(
            "inspection.machine",
            Numbers.bytes(inspected.machine().total()),
            Numbers.bytes(inspected.machine().free())));
  }

  private void showMismatches(Inspection found) {
    boolean some = !found.mismatches().isEmpty();
    mismatchArea.setVisible(some);
    mismatchArea.setManaged(some);
    mismatches.getItems().setAll(found.mismatches());
    mismatchCount.setText(Texts.text("inspection.mismatches", found.mismatches().size()));
  }

  private static void row(GridPane grid, int line, String style, String... cells) {
    for (int column = 0; column < cells.length; column++) {
      Label cell = new Label(cells[column]);
      cell.getStyleClass().addAll(style, column == 0 ? "inspection-name" : "inspection-number");
      cell.setMaxWidth(Double.MAX_VALUE);
      cell.setMinWidth(Region.USE_PREF_SIZE);
      grid.add(cell, column, line);
    }
  }
}
