package flamingo.ui.dataset;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/**
 * The labels of all images, those that are chosen, and those that are offered: all where they are
 * few, else the chosen ones and the first that a search finds.
 */
final class LabelFilter {
  /** As many as a window lays out at once; people search for the others. */
  static final int MOST_OFFERED = 40;

  private final TreeSet<String> sorted = new TreeSet<>();
  private final ObservableList<String> all = FXCollections.observableArrayList();
  private final ObservableList<String> offered = FXCollections.observableArrayList();
  private final ObservableSet<String> chosen = FXCollections.observableSet();
  private final StringProperty query = new SimpleStringProperty("");
  private final ReadOnlyIntegerWrapper more = new ReadOnlyIntegerWrapper();

  LabelFilter() {
    query.addListener(changed -> offer());
  }

  void add(Collection<String> found) {
    if (sorted.addAll(found)) {
      all.setAll(sorted);
      offer();
    }
  }

  void clear() {
    sorted.clear();
    all.clear();
    chosen.clear();
    query.set("");
    offer();
  }

  /** Sorted. */
  ObservableList<String> all() {
    return all;
  }

  /** In the order in which they are shown. */
  ObservableList<String> offered() {
    return offered;
  }

  /** How many labels the search finds besides those that are offered. */
  ReadOnlyIntegerProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  /** Only images of these labels are shown; all are where it is empty. */
  ObservableSet<String> chosen() {
    return chosen;
  }

  /** A part of a label's name. */
  StringProperty queryProperty() {
    return query;
  }

  /**
   * @param label null for none
   */
  boolean shows(String label) {
    return chosen.isEmpty() || chosen.contains(label);
  }

  private void offer() {
    List<String> found = sorted.size() <= MOST_OFFERED ? List.copyOf(sorted) : found();
    List<String> first = found.subList(0, Math.min(found.size(), MOST_OFFERED));
    more.set(found.size() - first.size());
    if (!first.equals(offered)) {
      offered.setAll(first);
    }
  }

  private List<String> found() {
    String wanted = query.get().strip().toLowerCase(Locale.ROOT);
    return Stream.concat(
            chosen.stream().sorted(),
            sorted.stream()
                .filter(label -> label.toLowerCase(Locale.ROOT).contains(wanted))
                .filter(label -> !chosen.contains(label)))
        .toList();
  }
}
