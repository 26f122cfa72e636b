package flamingo.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import com.dlsc.gemsfx.util.ControlsFXAtlantaFX;
import flamingo.ui.common.TextScale;
import java.util.concurrent.Executor;
import javafx.application.Application;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Light or dark, for every window of the program: as chosen, or as the desktop is. */
public final class Theme {
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
  private static final PseudoClass LARGE_TEXT = PseudoClass.getPseudoClass("large-text");
  private static final int LARGE_PERCENT = 150;
  private static final String[] FONTS = {"Roboto-Regular.ttf", "Roboto-Bold.ttf"};
  private static final double FONT_PIXELS = 13;
  private static final String STYLESHEET = "/flamingo/ui/flamingo.css";

  private final Executor background;
  private final Executor ui;
  private final ObjectProperty<ThemeChoice> choice = new SimpleObjectProperty<>();
  private boolean dark;
  private int fontPercent = Preferences.SMALLEST_FONT;

  /**
   * @param background where the desktop is asked
   * @param ui where the answer is applied
   */
  public Theme(Executor background, Executor ui) {
    this.background = background;
    this.ui = ui;
    for (String font : FONTS) {
      Font.loadFont(Theme.class.getResource("/flamingo/ui/fonts/" + font).toExternalForm(), -1);
    }
    choice.addListener((observed, before, now) -> choose(now));
  }

  /** Setting it restyles every window. */
  public ObjectProperty<ThemeChoice> choiceProperty() {
    return choice;
  }

  /** Restyles every window. */
  void fontPercent(int percent) {
    fontPercent = percent;
    TextScale.set(percent / 100.0);
    Window.getWindows().forEach(this::style);
  }

  /** Styles the windows that are open and, until this one closes, those that open. */
  void follow(Stage stage) {
    ObservableList<Window> windows = Window.getWindows();
    windows.forEach(this::style);
    ListChangeListener<Window> opened =
        change -> {
          while (change.next()) {
            change.getAddedSubList().forEach(this::style);
          }
        };
    windows.addListener(opened);
    stage.setOnHidden(closed -> windows.removeListener(opened));
  }

  private void choose(ThemeChoice wanted) {
    if (wanted == ThemeChoice.SYSTEM) {
      apply(dark);
      background.execute(() -> answered(SystemTheme.isDark()));
    } else {
      apply(wanted == ThemeChoice.DARK);
    }
  }

  private void answered(boolean systemIsDark) {
    ui.execute(
        () -> {
          if (choice.get() == ThemeChoice.SYSTEM) {
            apply(systemIsDark);
          }
        });
  }

  private void apply(boolean nowDark) {
    dark = nowDark;
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    Window.getWindows().forEach(this::style);
  }

  private void style(Window window) {
    Scene scene = window.getScene();
    if (scene == null || scene.getRoot() == null) {
      return;
    }
    String own = Theme.class.getResource(STYLESHEET).toExternalForm();
    if (!scene.getStylesheets().contains(own)) {
      ControlsFXAtlantaFX.applyTo(scene);
      scene.getStylesheets().add(own);
    }
    scene.getRoot().pseudoClassStateChanged(DARK, dark);
    scene.getRoot().pseudoClassStateChanged(LARGE_TEXT, fontPercent >= LARGE_PERCENT);
    scene
        .getRoot()
        .setStyle(
            fontPercent == Preferences.SMALLEST_FONT
                ? null
                : "-fx-font-size: " + FONT_PIXELS * fontPercent / 100 + "px");
  }
}
