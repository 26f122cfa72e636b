package flamingo.ui.model;

import flamingo.checkpoint.Mismatch;
import javafx.scene.control.ListCell;

/** A tensor, and how it differs from what the model's family has. */
final class MismatchCell extends ListCell<Mismatch> {
  @Override
  protected void updateItem(Mismatch mismatch, boolean empty) {
    super.updateItem(mismatch, empty);
    setText(empty || mismatch == null ? null : mismatch.tensor() + " " + mismatch.explanation());
  }
}
