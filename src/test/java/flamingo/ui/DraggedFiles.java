package flamingo.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;
import org.testfx.api.FxRobot;

/** Files that are dragged with the mouse; without other windows, a label of ours is where from. */
public final class DraggedFiles {
  private static final String FROM = "#status-engine";
  private static final int PATIENCE_SECONDS = 20;

  private DraggedFiles() {}

  /** Drops these files, all at once, on a node, as soon as the window says that it takes them. */
  public static void drop(FxRobot robot, String target, Path... paths) {
    List<File> files = Arrays.stream(paths).map(Path::toFile).toList();
    Node from = robot.lookup(FROM).query();
    from.setOnDragDetected(
        event -> {
          ClipboardContent content = new ClipboardContent();
          content.putFiles(files);
          from.startDragAndDrop(TransferMode.COPY).setContent(content);
          event.consume();
        });
    Node hint = robot.lookup(".drop-hint").query();
    robot.drag(FROM).moveTo(target);
    Patience.until(PATIENCE_SECONDS, hint::isVisible);
    robot.drop();
    from.setOnDragDetected(null);
  }
}
