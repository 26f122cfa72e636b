package flamingo.ui.shell;

import flamingo.ui.common.Remembered;
import flamingo.ui.common.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A line for who opens the window for the first time; once sent away, it does not come back. */
final class FirstHint {
  private static final String SEEN = "hint.seen";

  private FirstHint() {}

  /**
   * @param guide opens the guide
   */
  static Node bar(Remembered remembered, Runnable guide) {
    Label text = new Label(Texts.text("hint.text"));
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button more = button("hint-more", Texts.text("hint.more"));
    more.setOnAction(asked -> guide.run());
    Button close = button("hint-close", Texts.text("hint.close"));
    HBox bar = new HBox(new FontIcon(Feather.INFO), text, more, close);
    bar.setId("first-hint");
    bar.getStyleClass().add("first-hint");
    show(bar, remembered.get(SEEN).isEmpty());
    close.setOnAction(
        closed -> {
          show(bar, false);
          remembered.put(SEEN, true);
        });
    return bar;
  }

  private static void show(Node bar, boolean shown) {
    bar.setVisible(shown);
    bar.setManaged(shown);
  }

  private static Button button(String id, String text) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().addAll("flat", "small");
    button.setMinWidth(HBox.USE_PREF_SIZE);
    return button;
  }
}
