package flamingo.ui.model;

import flamingo.ui.common.Texts;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.stage.Modality;
import javafx.stage.Window;

/** What was found in a model's files; it closes when the model is loaded. */
public final class InspectionDialog {
  private InspectionDialog() {}

  /** Closing it leaves a loading under way alone; the status bar shows it. */
  public static void show(Window owner, ModelViewModel model) {
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.initModality(Modality.WINDOW_MODAL);
    dialog.setTitle(Texts.text("inspection.title"));
    dialog.setResizable(true);
    dialog.getDialogPane().setId("inspection-dialog");
    dialog.getDialogPane().setContent(new InspectionView(model).root());
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    ChangeListener<Boolean> close =
        (observed, before, loading) -> {
          if (!loading && model.isInspectedLoaded()) {
            dialog.close();
          }
        };
    model.loadingProperty().addListener(close);
    dialog.setOnHidden(hidden -> model.loadingProperty().removeListener(close));
    dialog.show();
    dialog.getDialogPane().getScene().getWindow().sizeToScene();
  }
}
