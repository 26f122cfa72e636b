package flamingo.ui.dataset;

import flamingo.dataset.Sample;
import flamingo.ui.common.DraggedImages;
import flamingo.ui.common.Texts;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.controlsfx.control.GridCell;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** An image and its name; the image comes when it is decoded. */
final class ThumbnailCell extends GridCell<Sample> {
  static final double SIDE = 68;
  private static final double CORNER = 8;

  private final DatasetViewModel model;
  private final Thumbnails thumbnails;
  private final Consumer<Sample> preview;
  private final StackPane mark = new StackPane(new FontIcon(Feather.CHECK));
  private final ImageView picture = new ImageView();
  private final Label caption = new Label();
  private final Tooltip tooltip = new Tooltip();
  private final VBox content;
  private final InvalidationListener marker = changed -> showMark();
  private final WeakInvalidationListener weakMarker = new WeakInvalidationListener(marker);
  private Thumbnails.Request request;

  /**
   * @param preview shows an image large
   */
  ThumbnailCell(DatasetViewModel model, Thumbnails thumbnails, Consumer<Sample> preview) {
    this.model = model;
    this.thumbnails = thumbnails;
    this.preview = preview;
    getStyleClass().add("thumbnail-cell");
    picture.setFitWidth(SIDE);
    picture.setFitHeight(SIDE);
    picture.setPreserveRatio(true);
    Rectangle rounded = new Rectangle(SIDE, SIDE);
    rounded.setArcWidth(CORNER);
    rounded.setArcHeight(CORNER);
    mark.getStyleClass().add("thumbnail-mark-area");
    StackPane.setAlignment(mark, Pos.TOP_RIGHT);
    StackPane frame = new StackPane(picture, mark);
    frame.getStyleClass().add("thumbnail-frame");
    frame.setMinSize(SIDE, SIDE);
    frame.setMaxSize(SIDE, SIDE);
    frame.setClip(rounded);
    caption.getStyleClass().add("thumbnail-caption");
    caption.setMaxWidth(SIDE);
    content = new VBox(4, frame, caption);
    content.setAlignment(Pos.TOP_CENTER);
    content.setOnMouseClicked(this::clicked);
    content.setOnDragDetected(this::drag);
    setOnKeyPressed(this::key);
    model.chosen().addListener(weakMarker);
  }

  private void clicked(MouseEvent event) {
    if (event.isShiftDown()) {
      model.pickUpTo(getItem());
      return;
    }
    model.toggle(getItem());
    if (event.getClickCount() == 2) {
      preview.accept(getItem());
    }
  }

  private void drag(MouseEvent event) {
    DraggedImages.start(content, model.draggedWith(getItem()), picture.getImage());
    event.consume();
  }

  private void key(KeyEvent event) {
    if (getItem() == null) {
      return;
    }
    if (event.getCode() == KeyCode.SPACE) {
      model.toggle(getItem());
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
      preview.accept(getItem());
      event.consume();
    }
  }

  private void showMark() {
    boolean chosen = getItem() != null && model.chosen().contains(getItem());
    mark.setVisible(chosen);
    String name = caption.getText();
    setAccessibleText(chosen ? Texts.text("dataset.chosen", name) : name);
  }

  @Override
  protected void updateItem(Sample sample, boolean empty) {
    super.updateItem(sample, empty);
    if (request != null) {
      request.cancel();
      request = null;
    }
    picture.setImage(null);
    setFocusTraversable(!empty && sample != null);
    if (empty || sample == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    caption.setText(DatasetViewModel.fileName(sample));
    tooltip.setText(DatasetViewModel.description(sample));
    setTooltip(tooltip);
    showMark();
    setGraphic(content);
    request = thumbnails.request(sample, picture::setImage);
  }
}
