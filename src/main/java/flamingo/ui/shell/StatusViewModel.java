package flamingo.ui.shell;

import flamingo.controller.LoadedModel;
import flamingo.controller.PairedMeasurement;
import flamingo.model.CacheLevel;
import flamingo.model.CacheStatistics;
import flamingo.optimization.Selection;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the status bar says of engine, memory and cache. */
public final class StatusViewModel {
  private final Executor ui;
  private final ReadOnlyStringWrapper engine = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper engineNote = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper memory = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper cache =
      new ReadOnlyStringWrapper(Texts.text("status.cache.off"));

  StatusViewModel(Executor ui) {
    this.ui = ui;
  }

  /** Takes a sample from any thread. */
  void memory(MemoryUse use) {
    String text =
        Texts.text(
            "status.memory", Numbers.bytes(use.heapBytes()), Numbers.bytes(use.offHeapBytes()));
    ui.execute(() -> memory.set(text));
  }

  void model(LoadedModel model) {
    var info = model.engine();
    engine.set(Texts.text("status.engine", info.engine(), info.isa(), info.threads()));
    engineNote.set(info.note() == null ? "" : info.note());
  }

  /** Null where nothing is measured yet. */
  void round(PairedMeasurement measured) {
    CacheStatistics statistics = measured == null ? CacheStatistics.NONE : measured.cache();
    cache.set(
        statistics.equals(CacheStatistics.NONE)
            ? Texts.text("status.cache.off")
            : Texts.text(
                "status.cache",
                Numbers.percent(statistics.hitRate()),
                Numbers.bytes(statistics.bytes())));
  }

  /** The cache of a plan before is gone. */
  void plan(Selection chosen) {
    if (chosen.plan().cacheLevel() == CacheLevel.OFF) {
      cache.set(Texts.text("status.cache.off"));
    }
  }

  ReadOnlyStringProperty engineProperty() {
    return engine.getReadOnlyProperty();
  }

  /** Why the fast engine is not used; empty where it is. */
  ReadOnlyStringProperty engineNoteProperty() {
    return engineNote.getReadOnlyProperty();
  }

  ReadOnlyStringProperty memoryProperty() {
    return memory.getReadOnlyProperty();
  }

  ReadOnlyStringProperty cacheProperty() {
    return cache.getReadOnlyProperty();
  }
}
