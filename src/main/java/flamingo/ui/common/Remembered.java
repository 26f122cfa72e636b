package flamingo.ui.common;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the window keeps between two starts, as a small properties file. A file that cannot be read
 * or written costs the memory, never the start.
 */
public final class Remembered {
  private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);

  private final Path file;
  private final Properties values = new Properties();

  private Remembered(Path file) {
    this.file = file;
  }

  /** Reads {@code window.properties} of the program's folder, where there is one. */
  public static Remembered in(Path home) {
    Remembered remembered = new Remembered(home.resolve("window.properties"));
    remembered.read();
    return remembered;
  }

  /** The program's own folder: system property {@code flamingo.home}, else one in the user's. */
  public static Path home() {
    String home = System.getProperty("flamingo.home");
    return home == null
        ? Path.of(System.getProperty("user.home"), ".flamingo-explorer")
        : Path.of(home);
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.getProperty(key));
  }

  /** Empty where nothing is remembered, or what is there is no number. */
  public Optional<Double> number(String key) {
    try {
      return get(key).map(Double::valueOf).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  public void put(String key, Object value) {
    values.setProperty(key, value.toString());
  }

  /** Writes the file; a folder that cannot be written to is logged. */
  public void save() {
    try {
      Files.createDirectories(file.getParent());
      try (Writer writer = Files.newBufferedWriter(file)) {
        values.store(writer, "Flamingo Explorer");
      }
    } catch (IOException e) {
      LOG.warn("The window's settings could not be kept in {}.", file, e);
    }
  }

  private void read() {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The window's settings in {} cannot be read.", file, e);
    }
  }
}
