package flamingo.ui.common;

import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.stage.Modality;
import javafx.stage.Window;

/** A dialog in front of a window, which waits until it is closed. */
public final class ModalDialog extends Dialog<ButtonType> {
  public ModalDialog(
      Window owner, String id, String title, Node content, ButtonType... buttonTypes) {
    initOwner(owner);
    initModality(Modality.WINDOW_MODAL);
    setTitle(title);
    getDialogPane().setId(id);
    getDialogPane().setContent(content);
    getDialogPane().getButtonTypes().setAll(buttonTypes);
    for (ButtonType type : buttonTypes) { // of one size they keep that of the usual text size
      ButtonBar.setButtonUniformSize(getDialogPane().lookupButton(type), false);
    }
  }

  /** Shows it as large as its content, and goes on. */
  public void open() {
    show();
    getDialogPane().getScene().getWindow().sizeToScene();
  }

  /**
   * The same.
   *
   * @param ok called where the user leaves with OK
   */
  public void open(Runnable ok) {
    setOnHidden(
        hidden -> {
          if (ButtonType.OK.equals(getResult())) {
            ok.run();
          }
        });
    open();
  }
}
