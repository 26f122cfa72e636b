package flamingo.ui.common;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

/** Nodes that come and go. */
public final class Nodes {
  private Nodes() {}

  /** The node takes room only while the condition holds. */
  public static void showWhile(ObservableBooleanValue condition, Node node) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }
}
