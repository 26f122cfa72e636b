package flamingo.ui.dataset;

import flamingo.dataset.Sample;
import flamingo.ui.common.ModalDialog;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** An image large, the square that the model takes of it, and what the model sees. */
final class PreviewDialog {
  private static final double SPACING = 12;

  private final List<Sample> images;
  private final Previews previews;
  private final ImageView whole = view();
  private final ImageView seen = view();
  private final Rectangle crop = new Rectangle();
  private final Label size = new Label();
  private final Label seenSize = new Label();
  private final Label description = new Label();
  private final Label broken = new Label();
  private final Button before = step(Feather.CHEVRON_LEFT, "preview.before", -1);
  private final Button next = step(Feather.CHEVRON_RIGHT, "preview.next", 1);
  private Sample shown;

  private PreviewDialog(List<Sample> images, Previews previews) {
    this.images = images;
    this.previews = previews;
  }

  /**
   * @param images that the arrow keys go through
   */
  static void show(Window owner, List<Sample> images, Sample first, Previews previews) {
    PreviewDialog preview = new PreviewDialog(List.copyOf(images), previews);
    ModalDialog dialog =
        new ModalDialog(
            owner, "preview", Texts.text("preview.title"), preview.content(), ButtonType.CLOSE);
    dialog.getDialogPane().addEventFilter(KeyEvent.KEY_PRESSED, preview::key);
    preview.read(first);
    dialog.open();
  }

  private VBox content() {
    whole.setId("preview-whole");
    seen.setId("preview-seen");
    crop.setId("preview-crop");
    crop.getStyleClass().add("preview-crop");
    crop.setManaged(false);
    crop.setMouseTransparent(true);
    broken.setId("preview-broken");
    broken.setWrapText(true);
    Nodes.showWhile(broken.textProperty().isNotEmpty(), broken);
    description.setId("preview-description");
    description.setWrapText(true);
    description.setMinHeight(Region.USE_PREF_SIZE);
    description.setMaxWidth(2 * Previews.EDGE);
    Pane framed = new Pane(whole, crop);
    framed.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    HBox pictures = new HBox(SPACING, column(framed, size), column(seen, seenSize));
    HBox steps = new HBox(SPACING, before, next);
    steps.setAlignment(Pos.CENTER);
    VBox content = new VBox(SPACING, pictures, broken, description, steps);
    content.getStyleClass().add("dialog-content");
    return content;
  }

  private static VBox column(Node picture, Label below) {
    StackPane frame = new StackPane(picture);
    frame.getStyleClass().add("preview-frame");
    frame.setPrefSize(Previews.EDGE, Previews.EDGE);
    frame.setMinSize(Previews.EDGE, Previews.EDGE);
    below.getStyleClass().add("muted");
    return new VBox(SPACING / 2, frame, below);
  }

  private static ImageView view() {
    ImageView view = new ImageView();
    view.setPreserveRatio(true);
    view.setFitWidth(Previews.EDGE);
    view.setFitHeight(Previews.EDGE);
    return view;
  }

  private Button step(Feather icon, String key, int by) {
    Button button = new Button(null, new FontIcon(icon));
    button.setId(key.replace('.', '-'));
    button.setAccessibleText(Texts.text(key));
    button.setOnAction(pressed -> go(by));
    return button;
  }

  private void key(KeyEvent pressed) {
    if (pressed.getCode() == KeyCode.LEFT || pressed.getCode() == KeyCode.RIGHT) {
      go(pressed.getCode() == KeyCode.LEFT ? -1 : 1);
      pressed.consume();
    }
  }

  private void go(int by) {
    int to = images.indexOf(shown) + by;
    if (to >= 0 && to < images.size()) {
      read(images.get(to));
    }
  }

  private void read(Sample sample) {
    shown = sample;
    before.setDisable(images.indexOf(sample) == 0);
    next.setDisable(images.indexOf(sample) == images.size() - 1);
    description.setText(DatasetViewModel.description(sample));
    previews.read(
        sample,
        preview -> {
          if (sample == shown) {
            show(preview);
          }
        },
        reason -> {
          if (sample == shown) {
            showBroken(reason);
          }
        });
  }

  private void show(Preview preview) {
    broken.setText("");
    put(whole, preview.whole());
    put(seen, preview.seen());
    double scale = (double) Previews.EDGE / Math.max(preview.width(), preview.height());
    double side = Math.min(preview.width(), preview.height()) * scale;
    crop.setX((preview.width() * scale - side) / 2);
    crop.setY((preview.height() * scale - side) / 2);
    crop.setWidth(side);
    crop.setHeight(side);
    crop.setVisible(true);
    size.setText(
        Texts.text(
            "preview.size", Numbers.count(preview.width()), Numbers.count(preview.height())));
    seenSize.setText(
        preview.seen() == null
            ? Texts.text("preview.no.model")
            : Texts.text("preview.seen", Numbers.count((long) preview.seen().getWidth())));
  }

  private void showBroken(String reason) {
    whole.setImage(null);
    seen.setImage(null);
    crop.setVisible(false);
    size.setText("");
    seenSize.setText("");
    broken.setText(reason);
  }

  /** Small pictures keep their pixels. */
  private static void put(ImageView view, Image picture) {
    view.setSmooth(picture != null && picture.getWidth() * 2 > Previews.EDGE);
    view.setImage(picture);
  }
}
