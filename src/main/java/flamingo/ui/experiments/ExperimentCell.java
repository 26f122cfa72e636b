package flamingo.ui.experiments;

import javafx.scene.control.cell.CheckBoxListCell;

/** An experiment behind its box, which screen readers call by the experiment's name. */
final class ExperimentCell extends CheckBoxListCell<ExperimentItem> {
  ExperimentCell() {
    super(ExperimentItem::wantedProperty);
  }

  @Override
  public void updateItem(ExperimentItem item, boolean empty) {
    super.updateItem(item, empty);
    if (getGraphic() != null) {
      getGraphic().setAccessibleText(item.toString());
    }
  }
}
