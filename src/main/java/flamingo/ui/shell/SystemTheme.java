package flamingo.ui.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the desktop whether it is dark. Takes up to a second: not for the JavaFX thread. */
final class SystemTheme {
  private static final Logger LOG = LoggerFactory.getLogger(SystemTheme.class);
  private static final long PATIENCE_MILLIS = 800;

  private SystemTheme() {}

  /** False where the desktop is light, or cannot be asked. */
  static boolean isDark() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      return answer(
              "reg",
              "query",
              "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
              "/v",
              "AppsUseLightTheme")
          .contains("0x0");
    }
    if (os.contains("mac")) {
      return answer("defaults", "read", "-g", "AppleInterfaceStyle").contains("dark");
    }
    return answer("gsettings", "get", "org.gnome.desktop.interface", "color-scheme")
            .contains("dark")
        || answer("gsettings", "get", "org.gnome.desktop.interface", "gtk-theme").contains("dark");
  }

  private static String answer(String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return "";
      }
      byte[] said = process.getInputStream().readNBytes(4096);
      return process.exitValue() == 0
          ? new String(said, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT)
          : "";
    } catch (IOException e) {
      LOG.debug("The desktop cannot be asked for its theme.", e);
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
