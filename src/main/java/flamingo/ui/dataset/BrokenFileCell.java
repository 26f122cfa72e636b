package flamingo.ui.dataset;

import flamingo.dataset.BrokenFile;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A file that could not be read, and why. */
final class BrokenFileCell extends ListCell<BrokenFile> {
  private final Label file = new Label();
  private final Label reason = new Label();
  private final VBox lines = new VBox(file, reason);

  BrokenFileCell() {
    getStyleClass().add("broken-file");
    file.getStyleClass().add("broken-file-name");
    reason.getStyleClass().add("muted");
    reason.setWrapText(true);
    lines.setMinWidth(0);
    lines.setPrefWidth(1);
  }

  @Override
  protected void updateItem(BrokenFile item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    file.setText(item.file().getFileName().toString());
    reason.setText(item.reason());
    setTooltip(new Tooltip(item.file() + "\n" + item.reason()));
    setGraphic(lines);
  }
}
