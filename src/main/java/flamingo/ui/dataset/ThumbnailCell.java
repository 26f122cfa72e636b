package flamingo.ui.dataset;

import flamingo.dataset.Sample;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.controlsfx.control.GridCell;

/** An image and its name; the image comes when it is decoded. */
final class ThumbnailCell extends GridCell<Sample> {
  static final double SIDE = 68;
  private static final double CORNER = 8;

  private final Thumbnails thumbnails;
  private final ImageView picture = new ImageView();
  private final Label caption = new Label();
  private final Tooltip tooltip = new Tooltip();
  private final VBox content;
  private Thumbnails.Request request;

  ThumbnailCell(Thumbnails thumbnails) {
    this.thumbnails = thumbnails;
    getStyleClass().add("thumbnail-cell");
    picture.setFitWidth(SIDE);
    picture.setFitHeight(SIDE);
    picture.setPreserveRatio(true);
    Rectangle rounded = new Rectangle(SIDE, SIDE);
    rounded.setArcWidth(CORNER);
    rounded.setArcHeight(CORNER);
    StackPane frame = new StackPane(picture);
    frame.getStyleClass().add("thumbnail-frame");
    frame.setMinSize(SIDE, SIDE);
    frame.setMaxSize(SIDE, SIDE);
    frame.setClip(rounded);
    caption.getStyleClass().add("thumbnail-caption");
    caption.setMaxWidth(SIDE);
    content = new VBox(4, frame, caption);
    content.setAlignment(Pos.TOP_CENTER);
  }

  @Override
  protected void updateItem(Sample sample, boolean empty) {
    super.updateItem(sample, empty);
    if (request != null) {
      request.cancel();
      request = null;
    }
    picture.setImage(null);
    if (empty || sample == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    caption.setText(DatasetViewModel.fileName(sample));
    tooltip.setText(sample.file().toString());
    setTooltip(tooltip);
    setAccessibleText(caption.getText());
    setGraphic(content);
    request = thumbnails.request(sample, picture::setImage);
  }
}
