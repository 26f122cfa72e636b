package flamingo.ui.shell;

import flamingo.dataset.cifar.CifarDownload;
import flamingo.tensor.engine.Engines;
import flamingo.tensor.engine.NativeMemory;
import flamingo.ui.common.Remembered;
import java.util.Locale;

/**
 * What the user sets once.
 *
 * @param threads that an operation uses, 1 to the machine's processors
 * @param memoryGigabytes that arrays may take; 0 for all that the machine has
 * @param theme light, dark or as the desktop
 * @param fontPercent 100 to 200
 * @param language tag of the window's language; empty for the system's
 * @param mirror address that CIFAR-10 is fetched from; empty for its authors'
 * @param openLast whether the folder opened last comes back, in the place of the sample images
 */
public record Preferences(
    int threads,
    int memoryGigabytes,
    ThemeChoice theme,
    int fontPercent,
    String language,
    String mirror,
    boolean openLast) {
  static final int SMALLEST_FONT = 100;
  static final int LARGEST_FONT = 200;
  static final int MOST_GIGABYTES = 4096;
  private static final long GIGABYTE = 1_000_000_000L;

  /** What is out of range comes nearest to what was meant; what is unreadable is the default. */
  public static Preferences of(Remembered remembered) {
    return new Preferences(
        whole(remembered, "threads", Engines.defaultThreads(), 1, Engines.processors()),
        whole(remembered, "memory.gigabytes", 0, 0, MOST_GIGABYTES),
        ThemeChoice.named(remembered.get("theme").orElse("")),
        whole(remembered, "font.percent", SMALLEST_FONT, SMALLEST_FONT, LARGEST_FONT),
        remembered.get("language").orElse(""),
        remembered.get("mirror").orElse(""),
        remembered.get("open.last").map(Boolean::valueOf).orElse(false));
  }

  void keepIn(Remembered remembered) {
    remembered.put("threads", threads);
    remembered.put("memory.gigabytes", memoryGigabytes);
    remembered.put("theme", theme);
    remembered.put("font.percent", fontPercent);
    remembered.put("language", language);
    remembered.put("mirror", mirror);
    remembered.put("open.last", openLast);
    remembered.save();
  }

  /**
   * What holds for the whole process: call it before the first text and the first native library.
   */
  public void applyToProcess() {
    if (!language.isEmpty()) {
      Locale.setDefault(Locale.Category.DISPLAY, Locale.forLanguageTag(language));
    }
    if (memoryGigabytes > 0) {
      NativeMemory.limit(memoryGigabytes * GIGABYTE);
    }
    applyMirror();
  }

  /** The next download takes it. */
  void applyMirror() {
    if (mirror.isEmpty()) {
      System.clearProperty(CifarDownload.ADDRESS_PROPERTY);
    } else {
      System.setProperty(CifarDownload.ADDRESS_PROPERTY, mirror);
    }
  }

  Preferences with(ThemeChoice other) {
    return new Preferences(
        threads, memoryGigabytes, other, fontPercent, language, mirror, openLast);
  }

  private static int whole(Remembered remembered, String key, int otherwise, int from, int to) {
    return (int)
        Math.max(from, Math.min(to, Math.round(remembered.number(key).orElse((double) otherwise))));
  }
}
