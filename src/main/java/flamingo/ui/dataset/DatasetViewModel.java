package flamingo.ui.dataset;

import flamingo.controller.DatasetController;
import flamingo.controller.DatasetSummary;
import flamingo.controller.NamedImages;
import flamingo.controller.UserFacingError;
import flamingo.dataset.BrokenFile;
import flamingo.dataset.Sample;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Errors;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
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
  private final ObservableList<Sample> seenShown = FXCollections.unmodifiableObservableList(shown);
  private final ObservableList<BrokenFile> broken = FXCollections.observableArrayList();
  private final LabelFilter labels = new LabelFilter();
  private final ObservableList<Sample> chosen = FXCollections.observableArrayList();
  private final ObservableList<Sample> seenChosen =
      FXCollections.unmodifiableObservableList(chosen);
  private final StringProperty query = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper opened = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper scanning = new ReadOnlyBooleanWrapper();
  private final List<BrokenFile> skipped = new ArrayList<>();
  private Intake current;
  private Path folder;
  private Sample pickedLast;
  private boolean replaces;

  public DatasetViewModel(Executor ui, DatasetController controller, ErrorReporter errors) {
    this.ui = ui;
    this.controller = controller;
    this.errors = errors;
    query.addListener(changed -> filter());
    labels.chosen().addListener((SetChangeListener<String>) change -> filter());
    count();
  }

  /** Scans a folder; its images replace those that are there as soon as the first is found. */
  public void open(Path path) {
    Intake intake = begin();
    controller
        .open(path, intake)
        .whenComplete((summary, failure) -> ui.execute(() -> end(intake, path, summary, failure)));
  }

  /** Opens a data set by its name, and fetches it where it is missing. */
  public void open(NamedImages images) {
    Intake intake = begin();
    String before = name.get();
    controller
        .open(images, intake, (bytes, total) -> ui.execute(() -> fetched(intake, bytes, total)))
        .whenComplete(
            (summary, failure) ->
                ui.execute(
                    () -> {
                      if (intake == current) {
                        name.set(before);
                      }
                      end(intake, null, summary, failure);
                    }));
  }

  private Intake begin() {
    controller.cancel();
    Intake[] intake = new Intake[1];
    intake[0] = new Intake(ui, batch -> receive(intake[0], batch));
    current = intake[0];
    replaces = true;
    skipped.clear();
    scanning.set(true);
    return current;
  }

  private void fetched(Intake from, long bytes, long total) {
    if (from == current) {
      name.set(Texts.text("dataset.fetching", Numbers.bytes(bytes), Numbers.bytes(total)));
    }
  }

  /** Picks all images that are shown, or lets all go where they are. */
  void toggleAll() {
    Set<Sample> all = new LinkedHashSet<>(chosen);
    if (all.addAll(shown)) {
      chosen.setAll(all);
    } else {
      chosen.removeAll(new HashSet<>(shown));
    }
  }

  /** Stops the scan; what was found stays. */
  public void cancel() {
    controller.cancel();
  }

  /** The images that pass search and labels: those that are measured. */
  public ObservableList<Sample> shown() {
    return seenShown;
  }

  /** The images that were picked, in that order. */
  public ObservableList<Sample> chosen() {
    return seenChosen;
  }

  /** Lets an image go that was picked, picks it where it was not. */
  void toggle(Sample sample) {
    if (!chosen.remove(sample)) {
      chosen.add(sample);
    }
    pickedLast = sample;
  }

  /** Picks the images from the one picked last to this one. */
  void pickUpTo(Sample sample) {
    int from = Math.max(0, shown.indexOf(pickedLast));
    int to = shown.indexOf(sample);
    LinkedHashSet<Sample> picked = new LinkedHashSet<>(chosen);
    picked.addAll(shown.subList(Math.min(from, to), Math.max(from, to) + 1));
    chosen.setAll(picked);
    pickedLast = sample;
  }

  /** What is dragged with this image: all that are picked where it is one of them. */
  List<String> draggedWith(Sample sample) {
    List<Sample> dragged = chosen.contains(sample) ? chosen : List.of(sample);
    return dragged.stream().map(Sample::id).toList();
  }

  /** The images of these ids, in that order; those that are not there any more are left out. */
  public List<Sample> withIds(List<String> ids) {
    Map<String, Sample> known = new HashMap<>();
    samples.forEach(sample -> known.put(sample.id(), sample));
    return ids.stream().map(known::get).filter(Objects::nonNull).toList();
  }

  /** Of all images, sorted. */
  public ObservableList<String> labels() {
    return labels.all();
  }

  public ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  /** Grows whenever other images come in the place of those that were there. */
  public ReadOnlyIntegerProperty openedProperty() {
    return opened.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty scanningProperty() {
    return scanning.getReadOnlyProperty();
  }

  /** The folder that the images come from; empty where they come from none. */
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

  LabelFilter labelFilter() {
    return labels;
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
    labels.add(batch.samples().stream().map(Sample::label).filter(Objects::nonNull).toList());
    count();
  }

  private void clear() {
    replaces = false;
    opened.set(opened.get() + 1);
    samples.clear();
    chosen.clear();
    broken.clear();
    labels.clear();
    query.set("");
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
    shown.setPredicate(sample -> labels.shows(sample.label()) && matches(sample, wanted));
    count();
  }

  static String fileName(Sample sample) {
    return sample.file() == null ? sample.id() : sample.file().getFileName().toString();
  }

  /** Where it lies, its label, and what it shows, as far as known; a line each. */
  static String description(Sample sample) {
    List<String> lines = new ArrayList<>();
    lines.add(sample.file() == null ? sample.id() : sample.file().toString());
    if (sample.label() != null) {
      lines.add(Texts.text("dataset.label", sample.label()));
    }
    lines.addAll(sample.annotation().captions());
    return String.join("\n", lines);
  }

  private static boolean matches(Sample sample, String wanted) {
    return fileName(sample).toLowerCase(Locale.ROOT).contains(wanted)
        || sample.annotation().captions().stream()
            .anyMatch(caption -> caption.toLowerCase(Locale.ROOT).contains(wanted));
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
