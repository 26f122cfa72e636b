package flamingo.ui.benchmark;

import flamingo.controller.PairedMeasurement;
import flamingo.optimization.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Collects measured rounds on the thread that measures and shows them a few times a second on the
 * window's, so that drawing stays out of the timing.
 */
public final class BenchmarkViewModel {
  /** Rounds of a run that are kept. */
  static final int MOST_ROUNDS = 10_000;

  /** The latest rounds, in which a change of the plan is seen at once. */
  private static final int LATEST = 120;

  private static final int MEDIAN_OVER = 500;
  private static final long REPAINT_NANOS = 200_000_000L;

  private final Executor ui;
  private final LongSupplier nanoTime;
  private final ObservableList<PairedMeasurement> rounds = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<RunSummary> summary = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<PairedMeasurement> last = new ReadOnlyObjectWrapper<>();
  private final BooleanProperty all = new SimpleBooleanProperty();
  private final ObjectProperty<Quantity> quantity = new SimpleObjectProperty<>(Quantity.LATENCY);
  private final ObjectProperty<Selection> baseline = new SimpleObjectProperty<>(Selection.NONE);
  private final BooleanProperty untrained = new SimpleBooleanProperty();
  private final StringProperty earlierPlan = new SimpleStringProperty("");
  private final List<PairedMeasurement> samePlan = new ArrayList<>();
  private final List<PairedMeasurement> arrived = new ArrayList<>();
  private long lastRepaint;

  /**
   * @param ui the window's thread
   * @param nanoTime a clock, {@link System#nanoTime} but for tests
   */
  public BenchmarkViewModel(Executor ui, LongSupplier nanoTime) {
    this.ui = ui;
    this.nanoTime = nanoTime;
    this.lastRepaint = nanoTime.getAsLong() - REPAINT_NANOS;
  }

  /** Takes a round from any thread. */
  public void measured(PairedMeasurement round) {
    synchronized (arrived) {
      arrived.add(round);
      long now = nanoTime.getAsLong();
      if (now - lastRepaint < REPAINT_NANOS) {
        return;
      }
      lastRepaint = now;
    }
    flush();
  }

  /** Shows what has arrived but was too early to be drawn. */
  public void flush() {
    ui.execute(this::showArrived);
  }

  /** Forgets the rounds of the run before. On the window's thread. */
  public void clear() {
    rounds.clear();
    samePlan.clear();
    summary.set(null);
    last.set(null);
    baseline.set(Selection.NONE);
  }

  /** Rounds of the run, oldest first. */
  ObservableList<PairedMeasurement> rounds() {
    return rounds;
  }

  /** Rounds that are drawn: the latest, or all. */
  List<PairedMeasurement> drawn() {
    return all.get() || rounds.size() <= LATEST
        ? List.copyOf(rounds)
        : List.copyOf(rounds.subList(rounds.size() - LATEST, rounds.size()));
  }

  /** Whether all rounds are drawn. */
  BooleanProperty allProperty() {
    return all;
  }

  /** What is drawn. */
  ObjectProperty<Quantity> quantityProperty() {
    return quantity;
  }

  /** Null until something was measured. */
  ReadOnlyObjectProperty<RunSummary> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** The round drawn last; null until something was measured. */
  public ReadOnlyObjectProperty<PairedMeasurement> lastProperty() {
    return last.getReadOnlyProperty();
  }

  /** What the rounds' plans are measured beside. */
  public ObjectProperty<Selection> baselineProperty() {
    return baseline;
  }

  /** Whether the model's answers mean nothing. */
  public BooleanProperty untrainedProperty() {
    return untrained;
  }

  /** The plan that the figures are of, where another is chosen by now; empty where they are its. */
  public StringProperty earlierPlanProperty() {
    return earlierPlan;
  }

  private void showArrived() {
    List<PairedMeasurement> fresh;
    synchronized (arrived) {
      fresh = List.copyOf(arrived);
      arrived.clear();
    }
    if (fresh.isEmpty()) {
      return;
    }
    fresh.forEach(this::remember);
    rounds.addAll(fresh);
    if (rounds.size() > MOST_ROUNDS) {
      rounds.remove(0, rounds.size() - MOST_ROUNDS);
    }
    summary.set(RunSummary.of(samePlan));
    last.set(fresh.get(fresh.size() - 1));
  }

  private void remember(PairedMeasurement round) {
    if (!samePlan.isEmpty() && !samePlan.get(0).selection().equals(round.selection())) {
      samePlan.clear();
    }
    if (samePlan.size() == MEDIAN_OVER) {
      samePlan.remove(0);
    }
    samePlan.add(round);
  }
}
