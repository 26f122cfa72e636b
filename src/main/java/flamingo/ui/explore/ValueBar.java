package flamingo.ui.explore;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A name, a bar and its value. */
final class ValueBar extends HBox {
  /**
   * @param share length of the bar, 0 to 1
   */
  ValueBar(String name, double share, String value) {
    super(6);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("value-bar");
    Label named = new Label(name);
    named.getStyleClass().add("value-name");
    ProgressBar bar = new ProgressBar(share);
    bar.setMinWidth(20);
    bar.setPrefWidth(60);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(name + " " + value);
    HBox.setHgrow(bar, Priority.ALWAYS);
    Label number = new Label(value);
    number.getStyleClass().add("value-number");
    getChildren().addAll(named, bar, number);
  }
}
