package flamingo.cli;

import java.util.Locale;

/** Numbers of bytes for people, in units of 1000. */
final class Bytes {
  private Bytes() {}

  static String text(long bytes) {
    if (bytes >= 1_000_000_000) {
      return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
    return bytes >= 1_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
  }
}
