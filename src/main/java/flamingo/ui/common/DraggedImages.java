package flamingo.ui.common;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Images of the open data set on their way from one pane to another, by their ids. */
public final class DraggedImages {
  private static final String NAME = "application/x-flamingo-images";

  private DraggedImages() {}

  /**
   * Begins a drag.
   *
   * @param picture that follows the pointer; null for none
   */
  public static void start(Node source, List<String> ids, Image picture) {
    Dragboard board = source.startDragAndDrop(TransferMode.COPY);
    ClipboardContent content = new ClipboardContent();
    content.put(format(), new ArrayList<>(ids));
    board.setContent(content);
    if (picture != null) {
      board.setDragView(picture);
    }
  }

  /** Whether images are dragged. */
  public static boolean on(Dragboard board) {
    return board.hasContent(format());
  }

  /** Ids of the images that are dragged. */
  public static List<String> ids(Dragboard board) {
    return board.getContent(format()) instanceof List<?> ids
        ? ids.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static DataFormat format() {
    DataFormat known = DataFormat.lookupMimeType(NAME);
    return known == null ? new DataFormat(NAME) : known;
  }
}
