package flamingo.ui.dataset;

import flamingo.controller.DatasetController;
import flamingo.controller.DatasetSummary;
import flamingo.controller.UserFacingError;
import flamingo.dataset.BrokenFile;
import flamingo.dataset.Sample;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Errors;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.collections.transformation.FilteredList;

/**
 * The images of the open folder, and which of them are shown. A folder that cannot be opened leaves
 * everything as it was.
 */
public final class DatasetViewModel {
  private static final int REASONS_AT_MOST = 20;

  private final Executor ui;
  private final DatasetController controller;
  private final ErrorReporter errors;

  private final ObservableList<Sample> samples = FXCollections.observableArrayList();
  private final FilteredList<Sample> shown = new FilteredList<>(samples);
  private final ObservableList<BrokenFile> broken = FXCollections.observableArrayList();
  private final ObservableList<String> labels = FXCollections.observableArrayList();
  private final ObservableSet<String> chosenLabels = FXCollections.observableSet();
  private final ObservableList<Sample> chosen = FXCollections.observableArrayList();
  private final StringProperty query = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper scanning = new ReadOnlyBooleanWrapper();
  private final List<BrokenFile> skipped = new ArrayList<>();
  private Intake current;
  private Path folder;
  private boolean replaces;

  public DatasetViewModel(Executor ui, DatasetController controller, ErrorReporter errors) {
    this.ui = ui;
    this.controller = controller;
    this.errors = errors;
    query.addListener(changed -> filter());
    chosenLabels.addListener((SetChangeListener<String>) change -> filter());
    count();
  }

  /** Scans a folder; its images replace those that are there as soon as the first is found. */
  public void open(Path path) {
    controller.cancel();
    Intake[] intake = new Intake[1];
    intake[0] = new Intake(ui, batch -> receive(intake[0], batch));
    current = intake[0];
    replaces = true;
    skipped.clear();
    scanning.set(true);
    controller
        .open(path, current)
        .whenComplete(
            (summary, failure) -> ui.execute(() -> end(intake[0], path, summary, failure)));
  }

  /** Stops the scan; what was found stays. */
  public void cancel() {
    controller.cancel();
  }

  /** The images that pass search and labels: those that are measured. */
  public ObservableList<Sample> shown() {
    return FXCollections.unmodifiableObservableList(shown);
  }

  /** The images that were picked, in that order. */
  public ObservableList<Sample> chosen() {
    return FXCollections.unmodifiableObservableList(chosen);
  }

  /** Lets an image go that was picked, picks it where it was not. */
  void toggle(Sample sample) {
    if (!chosen.remove(sample)) {
      chosen.add(sample);
    }
  }

  /** Of all images, sorted. */
  public ObservableList<String> labels() {
    return labels;
  }

  public ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty scanningProperty() {
    return scanning.getReadOnlyProperty();
  }

  /** The folder that was opened last. */
  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  /** {@code 12 images}, or {@code 4 of 12 images} where some are filtered out. */
  ReadOnlyStringProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  StringProperty queryProperty() {
    return query;
  }

  ObservableList<BrokenFile> broken() {
    return broken;
  }

  /** Only images of these labels are shown; all are where it is empty. */
  ObservableSet<String> chosenLabels() {
    return chosenLabels;
  }

  private void receive(Intake from, Intake.Batch batch) {
    if (from != current) {
      return;
    }
    skipped.addAll(batch.broken());
    if (replaces && batch.samples().isEmpty()) {
      return;
    }
    if (replaces) {
      clear();
    }
    samples.addAll(batch.samples());
    broken.addAll(skipped);
    skipped.clear();
    addLabels(batch.samples());
    count();
  }

  private void clear() {
    replaces = false;
    samples.clear();
    chosen.clear();
    broken.clear();
    labels.clear();
    chosenLabels.clear();
    query.set("");
  }

  private void addLabels(List<Sample> found) {
    TreeSet<String> all = new TreeSet<>(labels);
    found.stream().map(Sample::label).filter(label -> label != null).forEach(all::add);
    if (all.size() != labels.size()) {
      labels.setAll(all);
    }
  }

  private void end(Intake from, Path path, DatasetSummary summary, Throwable failure) {
    if (from != current) {
      return;
    }
    scanning.set(false);
    if (failure == null) {
      name.set(summary.name());
      folder = path;
    } else {
      Errors.unlessCancelled(failure).map(this::withReasons).ifPresent(errors::report);
    }
  }

  private UserFacingError withReasons(UserFacingError error) {
    String reasons =
        skipped.stream()
            .limit(REASONS_AT_MOST)
            .map(file -> file.file().getFileName() + ": " + file.reason())
            .collect(Collectors.joining("\n"));
    return reasons.isEmpty()
        ? error
        : new UserFacingError(error.code(), error.sentence(), error.remedy(), reasons);
  }

  private void filter() {
    String wanted = query.get() == null ? "" : query.get().strip().toLowerCase(Locale.ROOT);
    shown.setPredicate(
        sample ->
            (chosenLabels.isEmpty() || chosenLabels.contains(sample.label()))
                && fileName(sample).toLowerCase(Locale.ROOT).contains(wanted));
    count();
  }

  static String fileName(Sample sample) {
    return sample.file().getFileName().toString();
  }

  private void count() {
    String all = Numbers.count(samples.size());
    if (shown.size() != samples.size()) {
      count.set(Texts.text("dataset.count.filtered", Numbers.count(shown.size()), all));
    } else {
      count.set(Texts.text("dataset.count", samples.size(), all));
    }
  }
}
