package flamingo.ui.tune;

import flamingo.optimization.Selection;
import flamingo.ui.common.ModalDialog;
import flamingo.ui.common.Texts;
import java.util.function.Consumer;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;

/** The window of a search; closing it ends the search. */
public final class TuneDialog {
  private TuneDialog() {}

  /**
   * @param apply takes the plan that was found; the dialog closes
   */
  public static void show(Window owner, TuneViewModel model, Consumer<Selection> apply) {
    TuneView view = new TuneView(model);
    ModalDialog dialog =
        new ModalDialog(
            owner, "tune-dialog", Texts.text("tune.title"), view.root(), ButtonType.CLOSE);
    view.onApply(
        selection -> {
          apply.accept(selection);
          dialog.close();
        });
    dialog.setResizable(true);
    dialog.setOnHidden(hidden -> model.cancel());
    dialog.open();
  }
}
