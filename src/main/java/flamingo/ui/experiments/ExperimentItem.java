package flamingo.ui.experiments;

import flamingo.controller.ExperimentController.Experiment;
import flamingo.ui.common.RegistryText;
import flamingo.ui.common.Texts;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** An experiment, and whether it is wanted. */
final class ExperimentItem {
  private final Experiment experiment;
  private final BooleanProperty wanted = new SimpleBooleanProperty();

  ExperimentItem(Experiment experiment) {
    this.experiment = experiment;
  }

  String id() {
    return experiment.id();
  }

  BooleanProperty wantedProperty() {
    return wanted;
  }

  @Override
  public String toString() {
    return Texts.text(RegistryText.title(experiment));
  }
}
