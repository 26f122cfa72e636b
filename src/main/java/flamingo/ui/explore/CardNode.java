package flamingo.ui.explore;

import flamingo.dataset.Sample;
import flamingo.ui.common.DraggedImages;
import flamingo.ui.common.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * An image of the prompt with its text; dragged, or moved with Ctrl and an arrow key. What is
 * dropped on it comes in front of it.
 */
final class CardNode extends VBox {
  private static final DataFormat PLACE = place();
  private static final double SIDE = 64;

  private final ExploreViewModel model;
  private final PromptCard card;
  private final int place;
  private final Function<List<String>, List<Sample>> images;

  /**
   * @param place in the prompt, from 0
   * @param images finds those that are dropped here, by their ids
   */
  CardNode(
      ExploreViewModel model,
      PromptCard card,
      int place,
      PictureSource pictures,
      Function<List<String>, List<Sample>> images) {
    this.images = images;
    this.model = model;
    this.card = card;
    this.place = place;
    boolean last = place == model.cards().size() - 1;
    getStyleClass().add("prompt-card");
    setFocusTraversable(true);
    setAccessibleText(
        Texts.text("explore.card.accessible", place + 1, model.cards().size(), card.name()));
    getChildren().addAll(header(last), picture(pictures), last ? asked() : text());
    setOnKeyPressed(this::key);
    dragAndDrop();
  }

  private static DataFormat place() {
    String name = "application/x-flamingo-prompt-card";
    DataFormat known = DataFormat.lookupMimeType(name);
    return known == null ? new DataFormat(name) : known;
  }

  private HBox header(boolean last) {
    Label number = new Label(String.valueOf(place + 1));
    number.getStyleClass().add("card-number");
    HBox.setHgrow(number, Priority.ALWAYS);
    number.setMaxWidth(Double.MAX_VALUE);
    Button left = button(Feather.CHEVRON_LEFT, "explore.card.left", "left");
    left.setDisable(place == 0);
    left.setOnAction(pressed -> model.move(card, place - 1));
    Button right = button(Feather.CHEVRON_RIGHT, "explore.card.right", "right");
    right.setDisable(last);
    right.setOnAction(pressed -> model.move(card, place + 1));
    Button remove = button(Feather.X, "explore.card.remove", "remove");
    remove.setOnAction(pressed -> model.remove(card));
    HBox header = new HBox(number, left, right, remove);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private Button button(Feather icon, String key, String id) {
    Button button = new Button(null, new FontIcon(icon));
    button.setId("card-" + id + "-" + (place + 1));
    button.getStyleClass().addAll("flat", "button-icon", "card-button");
    button.setAccessibleText(Texts.text(key, place + 1));
    return button;
  }

  private StackPane picture(PictureSource pictures) {
    ImageView view = new ImageView();
    view.setFitWidth(SIDE);
    view.setFitHeight(SIDE);
    view.setPreserveRatio(true);
    pictures.request(card.image(), view::setImage);
    StackPane frame = new StackPane(view);
    frame.setMinHeight(SIDE);
    return frame;
  }

  private Label asked() {
    Label asked = new Label(Texts.text("explore.card.asked"));
    asked.getStyleClass().add("card-asked");
    asked.setMaxWidth(Double.MAX_VALUE);
    return asked;
  }

  private TextField text() {
    TextField text = new TextField();
    text.setId("card-text-" + (place + 1));
    text.setPromptText(Texts.text("explore.card.text"));
    text.setAccessibleText(Texts.text("explore.card.text.accessible", place + 1));
    text.textProperty().bindBidirectional(card.textProperty());
    return text;
  }

  private void key(KeyEvent event) {
    if (event.getTarget() != this) {
      return;
    }
    if (event.isShortcutDown() && event.getCode() == KeyCode.LEFT) {
      moveTo(place - 1);
      event.consume();
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.RIGHT) {
      moveTo(place + 1);
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE) {
      model.remove(card);
      event.consume();
    }
  }

  /** The keyboard stays on the card, which is drawn anew. */
  private void moveTo(int to) {
    Parent strip = getParent();
    int there = Math.max(0, Math.min(to, model.cards().size() - 1));
    model.move(card, there);
    strip.getChildrenUnmodifiable().get(there).requestFocus();
  }

  private void dragAndDrop() {
    setOnDragDetected(
        event -> {
          Dragboard board = startDragAndDrop(TransferMode.MOVE);
          ClipboardContent content = new ClipboardContent();
          content.put(PLACE, place);
          board.setContent(content);
          event.consume();
        });
    setOnDragOver(
        event -> {
          if (event.getDragboard().hasContent(PLACE)) {
            event.acceptTransferModes(TransferMode.MOVE);
            event.consume();
          } else if (DraggedImages.on(event.getDragboard())) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    setOnDragDropped(this::dropped);
  }

  private void dropped(DragEvent event) {
    if (event.getDragboard().getContent(PLACE) instanceof Integer from
        && from < model.cards().size()) {
      model.move(model.cards().get(from), place);
      event.setDropCompleted(true);
      event.consume();
    } else if (DraggedImages.on(event.getDragboard())) {
      model.addBefore(card, images.apply(DraggedImages.ids(event.getDragboard())));
      event.setDropCompleted(true);
      event.consume();
    }
  }
}
