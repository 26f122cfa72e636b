package flamingo.ui.shell;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of the program's log. */
record LogFile(Path file) {
  private static final int BYTES = 64 * 1024;

  /** Of the program's folder. */
  static LogFile in(Path home) {
    return new LogFile(home.resolve("log").resolve("flamingo-explorer.log"));
  }

  /** Its last lines, the newest last; none where it cannot be read. */
  List<String> last(int lines) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, log.length() - BYTES);
      log.seek(from);
      byte[] end = new byte[(int) (log.length() - from)];
      log.readFully(end);
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
