package flamingo.ui.common;

import flamingo.controller.UserFacingError;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the error dialog shows of one error, and how often that happened. */
final class ErrorContent {
  private static final double WIDTH = 480;

  private final UserFacingError error;
  private final Label repeats = new Label();
  private final DialogPane pane = new DialogPane();
  private int times = 1;

  ErrorContent(UserFacingError error) {
    this.error = error;
    repeats.getStyleClass().add("muted");
    repeats.setVisible(false);
    repeats.managedProperty().bind(repeats.visibleProperty());
    fill();
  }

  boolean isAbout(UserFacingError other) {
    return error.code().equals(other.code()) && error.sentence().equals(other.sentence());
  }

  void again() {
    times++;
    repeats.setText(Texts.text("error.repeats", times));
    repeats.setVisible(true);
    if (pane.getScene() != null) {
      pane.getScene().getWindow().sizeToScene();
    }
  }

  DialogPane pane() {
    return pane;
  }

  private void fill() {
    pane.setId("error-dialog");
    pane.getStyleClass().add("error-dialog");
    pane.setContent(message());
    pane.setExpandableContent(details());
    pane.getButtonTypes().add(ButtonType.OK);
  }

  private HBox message() {
    Label sentence = line("error-sentence", error.sentence());
    Label remedy = line("error-remedy", error.remedy());
    remedy.setVisible(!error.remedy().isEmpty());
    remedy.setManaged(remedy.isVisible());
    VBox lines = new VBox(8, sentence, remedy, repeats);
    HBox.setHgrow(lines, Priority.ALWAYS);
    FontIcon icon = new FontIcon(Feather.ALERT_CIRCLE);
    icon.getStyleClass().add("error-icon");
    HBox row = new HBox(16, icon, lines);
    row.setPrefWidth(WIDTH);
    row.getStyleClass().add("dialog-content");
    return row;
  }

  private static Label line(String id, String text) {
    Label label = new Label(text);
    label.setId(id);
    label.getStyleClass().add(id);
    label.setWrapText(true);
    label.setPrefWidth(WIDTH);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private TextArea details() {
    String more = error.details() == null ? "" : "\n\n" + error.details();
    TextArea area = new TextArea(Texts.text("error.code", error.code()) + more);
    area.setId("error-details");
    area.setAccessibleText(Texts.text("error.details"));
    area.setEditable(false);
    area.setPrefRowCount(8);
    return area;
  }
}
