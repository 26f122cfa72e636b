package flamingo.ui.tune;

import flamingo.optimization.Selection;
import flamingo.ui.common.Texts;
import java.util.function.Consumer;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.stage.Modality;
import javafx.stage.Window;

/** The window of a search; closing it ends the search. */
public final class TuneDialog {
  private TuneDialog() {}

  /**
   * @param apply takes the plan that was found; the dialog closes
   */
  public static void show(Window owner, TuneViewModel model, Consumer<Selection> apply) {
    Dialog<ButtonType> dialog = new Dialog<>();
    TuneView view =
        new TuneView(
            model,
            selection -> {
              apply.accept(selection);
              dialog.close();
            });
    dialog.initOwner(owner);
    dialog.initModality(Modality.WINDOW_MODAL);
    dialog.setTitle(Texts.text("tune.title"));
    dialog.setResizable(true);
    dialog.getDialogPane().setId("tune-dialog");
    dialog.getDialogPane().setContent(view.root());
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    dialog.setOnHidden(hidden -> model.cancel());
    dialog.show();
    dialog.getDialogPane().getScene().getWindow().sizeToScene();
  }
}
