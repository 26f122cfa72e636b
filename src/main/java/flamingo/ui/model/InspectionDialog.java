package flamingo.ui.model;

import flamingo.ui.common.ModalDialog;
import flamingo.ui.common.Texts;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;

/** What was found in a model's files; it closes when the model is loaded. */
public final class InspectionDialog {
  private InspectionDialog() {}

  /** Closing it leaves a loading under way alone; the status bar shows it. */
  public static void show(Window owner, ModelViewModel model) {
    ModalDialog dialog =
        new ModalDialog(
            owner,
            "inspection-dialog",
            Texts.text("inspection.title"),
            new InspectionView(model).root(),
            ButtonType.CLOSE);
    dialog.setResizable(true);
    ChangeListener<Boolean> close =
        (observed, before, loading) -> {
          if (!loading && model.isInspectedLoaded()) {
            dialog.close();
          }
        };
    model.loadingProperty().addListener(close);
    dialog.setOnHidden(hidden -> model.loadingProperty().removeListener(close));
    dialog.open();
  }
}
