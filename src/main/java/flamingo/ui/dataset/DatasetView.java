package flamingo.ui.dataset;

import flamingo.dataset.BrokenFile;
import flamingo.dataset.Sample;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import org.controlsfx.control.GridView;
import org.controlsfx.control.textfield.CustomTextField;

/** Thumbnails, search, labels and broken files of a dataset. */
public final class DatasetView {
  private static final double CHIP_MARGIN = 2;
  private static final KeyCombination ALL = KeyCombination.valueOf("Shortcut+A");

  private final DatasetViewModel model;
  private final LabelFilter labels;
  private final Thumbnails thumbnails;
  private final Previews previews;
  private final Parent root;

  @FXML private Label name;
  @FXML private Label count;
  @FXML private ProgressIndicator scanning;
  @FXML private CustomTextField search;
  @FXML private CustomTextField labelSearch;
  @FXML private ScrollPane chipArea;
  @FXML private FlowPane chips;
  @FXML private Label moreLabels;
  @FXML private GridView<Sample> grid;
  @FXML private Node empty;
  @FXML private Node nothingFound;
  @FXML private TitledPane brokenArea;
  @FXML private ListView<BrokenFile> broken;

  /**
   * @param previews reads what a preview shows
   */
  public DatasetView(DatasetViewModel model, Thumbnails thumbnails, Previews previews) {
    this.model = model;
    this.labels = model.labelFilter();
    this.thumbnails = thumbnails;
    this.previews = previews;
    this.root = Fxml.load(this, "Dataset.fxml");
  }

  public Parent root() {
    return root;
  }

  /** Puts the keyboard into the search field. */
  public void search() {
    search.requestFocus();
  }

  @FXML
  private void initialize() {
    name.textProperty().bind(model.nameProperty());
    count.textProperty().bind(model.countProperty());
    Nodes.showWhile(model.scanningProperty(), scanning);
    search.textProperty().bindBidirectional(model.queryProperty());
    grid.setItems(model.shown());
    grid.setCellFactory(view -> new ThumbnailCell(model, thumbnails, this::preview));
    grid.addEventHandler(KeyEvent.KEY_PRESSED, this::pickAll);
    bindLabels();
    chips.prefWrapLengthProperty().bind(chipArea.widthProperty().subtract(CHIP_MARGIN));
    bindEmpty();
    bindBroken();
  }

  private void pickAll(KeyEvent pressed) {
    if (ALL.match(pressed)) {
      model.toggleAll();
      pressed.consume();
    }
  }

  private void preview(Sample sample) {
    PreviewDialog.show(root.getScene().getWindow(), model.shown(), sample, previews);
  }

  private void bindEmpty() {
    var nothingShown = Bindings.isEmpty(model.shown());
    var noFilter = model.queryProperty().isEmpty().and(Bindings.isEmpty(labels.chosen()));
    Nodes.showWhile(nothingShown.and(noFilter).and(model.scanningProperty().not()), empty);
    Nodes.showWhile(nothingShown.and(noFilter.not()), nothingFound);
  }

  private void bindBroken() {
    broken.setItems(model.broken());
    broken.setCellFactory(list -> new BrokenFileCell());
    Nodes.showWhile(Bindings.isNotEmpty(model.broken()), brokenArea);
    brokenArea
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    Texts.text(
                        "dataset.broken",
                        model.broken().size(),
                        Numbers.count(model.broken().size())),
                model.broken()));
  }

  private void bindLabels() {
    var count = Bindings.size(labels.all());
    Nodes.showWhile(count.greaterThan(1), chipArea);
    Nodes.showWhile(count.greaterThan(LabelFilter.MOST_OFFERED), labelSearch);
    labelSearch.textProperty().bindBidirectional(labels.queryProperty());
    labelSearch
        .promptTextProperty()
        .bind(
            Bindings.createStringBinding(
                () -> Texts.text("dataset.labels.search", Numbers.count(labels.all().size())),
                labels.all()));
    labelSearch.accessibleTextProperty().bind(labelSearch.promptTextProperty());
    moreLabels
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> Texts.text("dataset.labels.more", Numbers.count(labels.moreProperty().get())),
                labels.moreProperty()));
    Nodes.showWhile(labels.moreProperty().greaterThan(0), moreLabels);
    labels.offered().addListener((ListChangeListener<String>) change -> showChips());
  }

  private void showChips() {
    chips.getChildren().setAll(labels.offered().stream().map(this::chip).toList());
    chips.getChildren().add(moreLabels);
  }

  private ToggleButton chip(String label) {
    ToggleButton chip = new ToggleButton(label);
    chip.getStyleClass().add("chip");
    chip.setAccessibleText(Texts.text("dataset.label.accessible", label));
    chip.setSelected(labels.chosen().contains(label));
    chip.selectedProperty()
        .addListener(
            (observed, before, now) -> {
              if (now) {
                labels.chosen().add(label);
              } else {
                labels.chosen().remove(label);
              }
            });
    return chip;
  }
}
