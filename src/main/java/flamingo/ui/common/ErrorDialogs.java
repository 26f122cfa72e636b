package flamingo.ui.common;

import flamingo.controller.UserFacingError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one error dialog: a sentence, what to do, details on demand. One is open at a time, the
 * others wait; an error equal to one that is open or waits is counted there.
 */
public final class ErrorDialogs implements ErrorReporter {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorDialogs.class);
  private static final int WAITING_AT_MOST = 5;

  private final Executor ui;
  private final Window owner;
  private final Deque<ErrorContent> open = new ArrayDeque<>();

  public ErrorDialogs(Executor ui, Window owner) {
    this.ui = ui;
    this.owner = owner;
  }

  @Override
  public void report(UserFacingError error) {
    String details = error.details() == null ? "" : "\n" + error.details();
    LOG.warn("{}: {} {}{}", error.code(), error.sentence(), error.remedy(), details);
    ui.execute(() -> collapseOrOpen(error));
  }

  private void collapseOrOpen(UserFacingError error) {
    for (ErrorContent content : open) {
      if (content.isAbout(error)) {
        content.again();
        return;
      }
    }
    if (open.size() == WAITING_AT_MOST) {
      return;
    }
    open.addLast(new ErrorContent(error));
    if (open.size() == 1) {
      showNext();
    }
  }

  private void showNext() {
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.initModality(Modality.WINDOW_MODAL);
    dialog.setTitle(Texts.text("error.title"));
    dialog.setDialogPane(open.getFirst().pane());
    dialog.setResizable(true);
    dialog.setOnHidden(hidden -> next());
    dialog.show();
    dialog.getDialogPane().getScene().getWindow().sizeToScene();
  }

  private void next() {
    open.removeFirst();
    if (!open.isEmpty()) {
      showNext();
    }
  }
}
