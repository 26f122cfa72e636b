package flamingo.ui.shell;

import flamingo.optimization.PlanException;
import flamingo.optimization.Selection;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Errors;
import flamingo.ui.common.Remembered;
import flamingo.ui.common.TextScale;
import flamingo.ui.common.Texts;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window on the screen: its size, theme and divider positions come back the next time. */
public final class MainWindow {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final double MIN_WIDTH = 960;
  private static final double MIN_HEIGHT = 640;
  private static final double ROOMY = 1180;

  /** Times as wide where the text is larger; more would leave the middle no room. */
  private static final double WIDEST = 1.5;

  private static final double LEFT = 264;
  private static final double LEFT_WHERE_NARROW = 206;
  private static final double RIGHT = 304;
  private static final double RIGHT_WHERE_NARROW = 276;

  private final Stage stage;
  private final Remembered remembered;
  private final ErrorReporter errors;
  private final Theme theme;
  private final ShellViewModel model;
  private Preferences preferences;
  private final ShellView view;

  public MainWindow(Stage stage, Services services, Remembered remembered) {
    this.stage = stage;
    this.remembered = remembered;
    this.errors = services.errors();
    this.theme = new Theme(services.background(), services.ui());
    this.preferences = Preferences.of(remembered);
    theme.choiceProperty().set(preferences.theme());
    theme.fontPercent(preferences.fontPercent());
    this.model = new ShellViewModel(services);
    this.view = new ShellView(model, theme, remembered, stage::close, this::choosePreferences);
  }

  /** Shows the window, loads the model and the sample images. */
  public void show() {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    double width = Math.min(remembered.number("width").orElse(WIDTH), screen.getWidth());
    double height = Math.min(remembered.number("height").orElse(HEIGHT), screen.getHeight());
    stage.setScene(new Scene(view.root(), width, height));
    stage.setTitle(Texts.text("app.title"));
    stage.setMinWidth(MIN_WIDTH);
    stage.setMinHeight(MIN_HEIGHT);
    stage.setMaximized(remembered.get("maximized").map(Boolean::valueOf).orElse(false));
    for (String size : List.of("256", "64", "32")) {
      stage.getIcons().add(new Image("/flamingo/ui/icons/flamingo-" + size + ".png"));
    }
    theme.follow(stage);
    Thread.currentThread()
        .setUncaughtExceptionHandler((thread, thrown) -> errors.report(Errors.unexpected(thrown)));
    stage.show();
    StartUp.reached("window shown");
    double left = remembered.number("left").orElse(width < ROOMY ? LEFT_WHERE_NARROW : LEFT);
    double right = remembered.number("right").orElse(width < ROOMY ? RIGHT_WHERE_NARROW : RIGHT);
    double larger = Math.min(WIDEST, TextScale.factor().get());
    left = Math.max(left, LEFT_WHERE_NARROW * larger);
    right = Math.max(right, RIGHT_WHERE_NARROW * larger);
    view.panes().setDividerPositions(left / width, 1 - right / width);
    view.focusOnStart();
    remembered.get("folder").ifPresent(this::rememberFolder);
    model
        .models()
        .loadedProperty()
        .addListener((observed, before, now) -> StartUp.reached("model ready"));
    remembered.get("plan").ifPresent(this::rememberPlan);
    model.models().begin(RememberedModel.of(remembered.get("model").orElse("")));
    openFirst();
  }

  /** Ends what is under way and keeps the window's settings. */
  public void close() {
    model.close();
    remembered.put("theme", theme.choiceProperty().get());
    remembered.put("maximized", stage.isMaximized());
    if (!stage.isMaximized()) {
      remembered.put("width", stage.getScene().getWidth());
      remembered.put("height", stage.getScene().getHeight());
    }
    List<SplitPane.Divider> dividers = view.panes().getDividers();
    double width = stage.getScene().getWidth();
    remembered.put("left", dividers.get(0).getPosition() * width);
    remembered.put("right", (1 - dividers.get(1).getPosition()) * width);
    if (model.lastFolder() != null) {
      remembered.put("folder", model.lastFolder());
    }
    remembered.put("model", RememberedModel.text(model.models().choiceProperty().get()));
    remembered.put("plan", model.optimization().selectionProperty().get().text());
    remembered.save();
  }

  /**
   * Comes to the front, as another start asks.
   *
   * @param folder for it to open; empty for none
   */
  public void bringForward(Optional<Path> folder) {
    stage.setIconified(false);
    stage.toFront();
    stage.requestFocus();
    folder.ifPresent(path -> model.dropped(List.of(path)));
  }

  /** Takes what the memory meter says, from any thread. */
  public void memory(MemoryUse use) {
    model.status().memory(use);
  }

  ShellViewModel model() {
    return model;
  }

  private void openFirst() {
    Path last = model.lastFolder();
    if (preferences.openLast() && last != null && Files.isDirectory(last)) {
      model.dropped(List.of(last));
    } else {
      model.openSamples();
    }
  }

  private void choosePreferences() {
    Preferences now = preferences.with(theme.choiceProperty().get());
    PreferencesDialog.show(stage, now, this::prefer);
  }

  private void prefer(Preferences chosen) {
    preferences = chosen;
    theme.choiceProperty().set(chosen.theme());
    theme.fontPercent(chosen.fontPercent());
    chosen.applyMirror();
    chosen.keepIn(remembered);
  }

  /** A plan of another version may name what this one does not know. */
  private void rememberPlan(String plan) {
    try {
      model.optimization().select(Selection.parse(plan));
    } catch (PlanException e) {
      remembered.put("plan", "");
    }
  }

  private void rememberFolder(String folder) {
    try {
      model.remember(Path.of(folder));
    } catch (InvalidPathException e) {
      remembered.put("folder", "");
    }
  }
}
