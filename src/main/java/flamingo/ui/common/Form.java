package flamingo.ui.common;

import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Controls below each other, each beside its name. */
public final class Form extends GridPane {
  private static final double SPACING = 10;
  private static final double NARROWEST = 140;

  public Form() {
    setHgap(SPACING);
    setVgap(SPACING);
  }

  public void row(String id, String text, Control control) {
    Label label = new Label(text);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setLabelFor(control);
    control.setId(id);
    control.setAccessibleText(text);
    control.setMinWidth(NARROWEST);
    control.setMaxWidth(Double.MAX_VALUE);
    setHgrow(control, Priority.ALWAYS);
    addRow(getRowCount(), label, control);
  }
}
