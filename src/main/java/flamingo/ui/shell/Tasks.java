package flamingo.ui.shell;

import flamingo.ui.common.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableDoubleValue;

/** All that takes a while; where several are under way, the first is shown. */
final class Tasks {
  private static final ObservableDoubleValue MOVING = Bindings.createDoubleBinding(() -> -1.0);

  private Tasks() {}

  static List<Task> of(ShellViewModel model) {
    RunViewModel run = model.run();
    return List.of(
        new Task(
            Texts.text("task.loading"),
            model.models().loadingProperty(),
            model.models().progressProperty(),
            model.models()::cancel),
        new Task(
            Texts.text("task.scanning"),
            model.dataset().scanningProperty(),
            MOVING,
            model.dataset()::cancel),
        new Task(
            Texts.text("task.asking"),
            model.explore().runningProperty(),
            model.explore().progressProperty(),
            model.explore()::cancel),
        new Task(
            Texts.text("task.choosing"),
            model.explore().choosingProperty(),
            model.explore().progressProperty(),
            model.explore()::cancel),
        new Task(
            Texts.text("task.counting"),
            model.accuracy().runningProperty(),
            model.accuracy().progressProperty(),
            model.accuracy()::cancel),
        new Task(
            Texts.text("task.tuning"),
            model.tune().runningProperty(),
            model.tune().progressProperty(),
            model.tune()::cancel),
        new Task(
            Texts.text("task.experiments"),
            model.experiments().runningProperty(),
            model.experiments().progressProperty(),
            model.experiments()::cancel),
        new Task(Texts.text("task.measuring"), run.stoppable(), null, run::stop),
        new Task(Texts.text("task.stopping"), run.stopping(), null, null));
  }
}
