package flamingo.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Takes folders and files that are dragged onto the window. */
final class DropTarget {
  private DropTarget() {}

  /**
   * @param hint seen while something is dragged over
   * @param receiver gets what was dropped, at least one path
   */
  static void on(Node target, Node hint, Consumer<List<Path>> receiver) {
    target.setOnDragOver(
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            hint.setVisible(true);
          }
          event.consume();
        });
    target.setOnDragExited(event -> hint.setVisible(false));
    target.setOnDragDropped(
        event -> {
          hint.setVisible(false);
          drop(event, receiver);
        });
  }

  private static void drop(DragEvent event, Consumer<List<Path>> receiver) {
    Dragboard dragged = event.getDragboard();
    boolean taken = dragged.hasFiles() && !dragged.getFiles().isEmpty();
    if (taken) {
      receiver.accept(dragged.getFiles().stream().map(File::toPath).toList());
    }
    event.setDropCompleted(taken);
    event.consume();
  }
}
