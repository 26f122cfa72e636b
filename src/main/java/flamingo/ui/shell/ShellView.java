package flamingo.ui.shell;

import flamingo.controller.NamedDatasets;
import flamingo.image.ImageDecoder;
import flamingo.image.ThumbnailReader;
import flamingo.optimization.Selection;
import flamingo.tensor.engine.Engines;
import flamingo.ui.accuracy.AccuracyView;
import flamingo.ui.benchmark.BenchmarkView;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Remembered;
import flamingo.ui.dataset.DatasetView;
import flamingo.ui.dataset.NamedImagesDialog;
import flamingo.ui.dataset.Previews;
import flamingo.ui.dataset.Thumbnails;
import flamingo.ui.experiments.ExperimentsView;
import flamingo.ui.explore.ExploreView;
import flamingo.ui.optimization.OptimizationView;
import flamingo.ui.results.ResultsView;
import flamingo.ui.tune.TuneDialog;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/** The frame: menus, toolbar, the panes, the status bar. */
final class ShellView {
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Shift+Z");

  private final ShellViewModel model;
  private final Theme theme;
  private final Runnable quit;
  private final Remembered remembered;
  private final Runnable preferences;
  private final Parent root;
  private OptimizationView optimizations;

  @FXML private BorderPane frame;
  @FXML private SplitPane panes;
  @FXML private TabPane tabs;
  @FXML private Tab exploreTab;
  @FXML private Tab benchmarkTab;
  @FXML private Tab accuracyTab;
  @FXML private Tab experimentsTab;
  @FXML private Tab resultsTab;
  @FXML private Menu modelMenu;
  @FXML private MenuButton modelName;
  @FXML private Label modelMark;
  @FXML private Button startButton;
  @FXML private Button stopButton;
  @FXML private Button exportButton;
  @FXML private MenuItem startItem;
  @FXML private MenuItem stopItem;
  @FXML private MenuItem exportItem;
  @FXML private RadioMenuItem themeSystem;
  @FXML private RadioMenuItem themeLight;
  @FXML private RadioMenuItem themeDark;
  @FXML private Node dropHint;

  /**
   * @param quit closes the window
   * @param preferences shows them
   */
  ShellView(
      ShellViewModel model,
      Theme theme,
      Remembered remembered,
      Runnable quit,
      Runnable preferences) {
    this.model = model;
    this.theme = theme;
    this.quit = quit;
    this.remembered = remembered;
    this.preferences = preferences;
    this.root = Fxml.load(this, "Shell.fxml");
  }

  Parent root() {
    return root;
  }

  SplitPane panes() {
    return panes;
  }

  /** Puts the keyboard on Start the first time that one can start, unless someone types. */
  void focusOnStart() {
    BooleanBinding startable = model.run().startable();
    startable.addListener(
        new InvalidationListener() {
          @Override
          public void invalidated(Observable changed) {
            if (startable.get()) {
              startable.removeListener(this);
              focusUnlessTyping();
            }
          }
        });
  }

  private void focusUnlessTyping() {
    if (!(root.getScene().getFocusOwner() instanceof TextInputControl)) {
      startButton.requestFocus();
    }
  }

  @FXML
  private void initialize() {
    addPanes();
    bindRun();
    ModelChooser.in(model, modelMenu, modelName);
    Nodes.showWhile(model.benchmark().untrainedProperty(), modelMark);
    ThemeMenu.bind(theme, themeSystem, themeLight, themeDark);
    DropTarget.on(frame, dropHint, model::dropped);
    frame.addEventHandler(KeyEvent.KEY_PRESSED, this::redoToo);
    frame.setBottom(
        new VBox(
            FirstHint.bar(remembered, this::guide),
            new StatusView(model.status(), Tasks.of(model)).root()));
  }

  /** A menu item has one key only; many know this one. */
  private void redoToo(KeyEvent pressed) {
    if (REDO_TOO.match(pressed)) {
      redo();
      pressed.consume();
    }
  }

  private void addPanes() {
    Services services = model.services();
    Thumbnails thumbnails =
        new Thumbnails(
            services.background(), services.ui(), new ThumbnailReader(ImageDecoder.forPhotos()));
    Previews previews = new Previews(services.background(), services.ui(), model::imageSize);
    Node left = new DatasetView(model.dataset(), thumbnails, previews).root();
    optimizations = new OptimizationView(model.optimization(), services.browser(), this::tune);
    Node right = optimizations.root();
    panes.getItems().add(0, left);
    panes.getItems().add(right);
    SplitPane.setResizableWithParent(left, false);
    SplitPane.setResizableWithParent(right, false);
    whenShown(
        exploreTab,
        () ->
            new ExploreView(
                    model.explore(),
                    thumbnails::show,
                    model.dataset()::chosen,
                    model.dataset()::withIds)
                .root());
    benchmarkTab.setContent(new BenchmarkView(model.benchmark()).root());
    whenShown(accuracyTab, () -> new AccuracyView(model.accuracy()).root());
    whenShown(experimentsTab, () -> new ExperimentsView(model.experiments()).root());
    resultsTab.setContent(new ResultsView(model.results()).root());
    tabs.getSelectionModel().select(benchmarkTab);
  }

  /** A pane that is not looked at costs the start nothing. */
  private static void whenShown(Tab tab, Supplier<Node> pane) {
    tab.selectedProperty()
        .addListener(
            (observed, before, now) -> {
              if (now && tab.getContent() == null) {
                tab.setContent(pane.get());
              }
            });
  }

  private void bindRun() {
    RunViewModel run = model.run();
    startButton.disableProperty().bind(run.startable().not());
    startItem.disableProperty().bind(run.startable().not());
    stopButton.disableProperty().bind(run.stoppable().not());
    stopItem.disableProperty().bind(run.stoppable().not());
    var nothing = Bindings.isEmpty(model.results().rows());
    exportButton.disableProperty().bind(nothing);
    exportItem.disableProperty().bind(nothing);
  }

  @FXML
  private void openFolder() {
    model.chooseFolder();
  }

  @FXML
  private void openSamples() {
    model.openSamples();
  }

  @FXML
  private void openShapes() {
    choose(NamedDatasets.SHAPES);
  }

  @FXML
  private void openCifar10() {
    choose(NamedDatasets.CIFAR10);
  }

  private void choose(String name) {
    NamedImagesDialog.show(root.getScene().getWindow(), name, model.dataset()::open);
  }

  @FXML
  private void start() {
    tabs.getSelectionModel().select(benchmarkTab);
    model.run().start();
  }

  @FXML
  private void stop() {
    model.run().stop();
  }

  @FXML
  private void export() {
    model.export();
  }

  @FXML
  private void quit() {
    quit.run();
  }

  @FXML
  private void undo() {
    model.optimization().undo();
  }

  @FXML
  private void redo() {
    model.optimization().redo();
  }

  @FXML
  private void tune() {
    TuneDialog.show(root.getScene().getWindow(), model.tune(), model.optimization()::select);
  }

  @FXML
  private void allOff() {
    model.optimization().select(Selection.NONE);
  }

  @FXML
  private void showExplore() {
    tabs.getSelectionModel().select(exploreTab);
  }

  @FXML
  private void showBenchmark() {
    tabs.getSelectionModel().select(benchmarkTab);
  }

  @FXML
  private void showAccuracy() {
    tabs.getSelectionModel().select(accuracyTab);
  }

  @FXML
  private void showExperiments() {
    tabs.getSelectionModel().select(experimentsTab);
  }

  @FXML
  private void showResults() {
    tabs.getSelectionModel().select(resultsTab);
  }

  @FXML
  private void guide() {
    if (!optimizations.explain(root.getScene().getFocusOwner())) {
      HelpDialogs.guide(root.getScene().getWindow());
    }
  }

  @FXML
  private void preferences() {
    preferences.run();
  }

  @FXML
  private void log() {
    HelpDialogs.log(root.getScene().getWindow(), LogFile.in(Remembered.home()));
  }

  @FXML
  private void copyDiagnostics() {
    Services services = model.services();
    services.background().execute(() -> copyLater(services.ui()));
  }

  private static void copyLater(Executor ui) {
    String text = Diagnostics.take(Engines.defaultThreads(), Remembered.home()).text();
    ui.execute(
        () -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text)));
  }

  @FXML
  private void about() {
    HelpDialogs.about(root.getScene().getWindow());
  }
}
