package flamingo.ui.shell;

import flamingo.ui.common.ModalDialog;
import flamingo.ui.common.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javafx.geometry.VPos;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** What F1 shows, and what the program is. */
final class HelpDialogs {
  private static final double WIDTH = 460;
  private static final double WIDE = 760;
  private static final int ROWS = 14;
  private static final int LOG_LINES = 200;
  private static final double SPACING = 10;
  private static final int STEPS = 4;
  private static final String[] SHORTCUTS = {
    "open", "start", "stop", "export", "tabs", "undo", "help"
  };

  private HelpDialogs() {}

  static void guide(Window owner) {
    VBox content = new VBox(SPACING);
    for (int step = 1; step <= STEPS; step++) {
      content.getChildren().add(paragraph(Texts.text("guide.step." + step)));
    }
    content.getChildren().addAll(heading(Texts.text("guide.shortcuts")), shortcuts());
    show(owner, "guide", Texts.text("guide.title"), content);
  }

  static void about(Window owner) {
    String version = HelpDialogs.class.getPackage().getImplementationVersion();
    TextArea notices = lines("notices", notice());
    notices.setAccessibleText(Texts.text("about.licence"));
    VBox content =
        new VBox(
            SPACING,
            paragraph(Texts.text("about.version", version == null ? "" : version).strip()),
            paragraph(Texts.text("about.text")),
            paragraph(Texts.text("about.licence")),
            notices);
    show(owner, "about", Texts.text("about.title"), content);
  }

  /** The newest line is in sight. */
  static void log(Window owner, LogFile log) {
    TextArea lines = lines("log-lines", String.join("\n", log.last(LOG_LINES)));
    lines.setAccessibleText(Texts.text("log.title"));
    if (lines.getText().isEmpty()) {
      lines.setText(Texts.text("log.empty"));
    }
    VBox content = new VBox(SPACING, paragraph(log.file().toString()), lines);
    content.setPrefWidth(WIDE);
    show(owner, "log", Texts.text("log.title"), content);
    lines.end();
  }

  private static TextArea lines(String id, String text) {
    TextArea lines = new TextArea(text);
    lines.setId(id);
    lines.setEditable(false);
    lines.setPrefRowCount(ROWS);
    return lines;
  }

  private static String notice() {
    try (InputStream file = HelpDialogs.class.getResourceAsStream("/META-INF/NOTICE")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("NOTICE is not in the program.", e);
    }
  }

  private static void show(Window owner, String id, String title, VBox content) {
    content.getChildren().add(0, heading(title));
    content.setPrefWidth(Math.max(WIDTH, content.getPrefWidth()));
    content.getStyleClass().add("dialog-content");
    new ModalDialog(owner, id, title, content, ButtonType.CLOSE).open();
  }

  private static GridPane shortcuts() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("shortcuts");
    for (String shortcut : SHORTCUTS) {
      Label keys = new Label(Texts.text("guide.keys." + shortcut));
      keys.getStyleClass().add("keys");
      keys.setMinWidth(Region.USE_PREF_SIZE);
      Label does = paragraph(Texts.text("guide.does." + shortcut));
      GridPane.setValignment(keys, VPos.TOP);
      grid.addRow(grid.getRowCount(), keys, does);
    }
    return grid;
  }

  private static Label heading(String text) {
    Label label = paragraph(text);
    label.getStyleClass().add("help-heading");
    return label;
  }

  private static Label paragraph(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
