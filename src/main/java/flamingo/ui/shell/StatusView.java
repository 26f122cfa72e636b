package flamingo.ui.shell;

import flamingo.ui.common.Fxml;
import flamingo.ui.common.Nodes;
import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;

/** The line at the bottom: engine, memory, cache, and the task under way. */
final class StatusView {
  private final StatusViewModel model;
  private final ObjectBinding<Task> task;
  private final Parent root;

  @FXML private Label engine;
  @FXML private Node engineWarning;
  @FXML private Label memory;
  @FXML private Label cache;
  @FXML private Node taskArea;
  @FXML private Label taskText;
  @FXML private ProgressBar progress;
  @FXML private Button cancel;

  /**
   * @param tasks the first that is under way is shown
   */
  StatusView(StatusViewModel model, List<Task> tasks) {
    this.model = model;
    this.task =
        Bindings.createObjectBinding(
            () -> tasks.stream().filter(t -> t.runs().get()).findFirst().orElse(null),
            tasks.stream().map(Task::runs).toArray(Observable[]::new));
    this.root = Fxml.load(this, "Status.fxml");
  }

  Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    engine.textProperty().bind(model.engineProperty());
    memory.textProperty().bind(model.memoryProperty());
    cache.textProperty().bind(model.cacheProperty());
    Nodes.showWhile(model.engineNoteProperty().isNotEmpty(), engineWarning);
    Tooltip note = new Tooltip();
    note.textProperty().bind(model.engineNoteProperty());
    Tooltip.install(engineWarning, note);
    Nodes.showWhile(task.isNotNull(), taskArea);
    taskText
        .textProperty()
        .bind(Bindings.createStringBinding(() -> current().map(Task::text).orElse(""), task));
    Nodes.showWhile(
        Bindings.createBooleanBinding(() -> current().map(Task::cancel).isPresent(), task), cancel);
    Nodes.showWhile(
        Bindings.createBooleanBinding(() -> current().map(Task::progress).isPresent(), task),
        progress);
    task.addListener((observed, before, now) -> follow(now));
    follow(task.get());
  }

  /** A bar that nobody sees must not move. */
  private void follow(Task now) {
    progress.progressProperty().unbind();
    if (now == null || now.progress() == null) {
      progress.setProgress(0);
    } else {
      progress.progressProperty().bind(now.progress());
    }
  }

  @FXML
  private void cancel() {
    current().map(Task::cancel).ifPresent(Runnable::run);
  }

  private Optional<Task> current() {
    return Optional.ofNullable(task.get());
  }
}
