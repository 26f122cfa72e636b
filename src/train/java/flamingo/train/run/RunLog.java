package flamingo.train.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;

/** A CSV file with a row for each step that is logged; a continued run appends to it. */
final class RunLog {
  private static final double LARGEST_WHOLE = 1e9;

  private final Path file;

  RunLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Forgets the steps after one, which a continued run takes again. */
  void forgetAfter(int step) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<String> kept = new ArrayList<>(lines.subList(0, 1));
    lines.stream()
        .skip(1)
        .filter(line -> Double.parseDouble(line.split(",")[0]) <= step)
        .forEach(kept::add);
    Files.write(file, kept, StandardCharsets.UTF_8);
  }

  void add(Map<String, Double> row) throws IOException {
    List<String> lines = new ArrayList<>();
    if (!Files.exists(file)) {
      lines.add(CSVFormat.RFC4180.format(row.keySet().toArray()));
    }
    Object[] values =
        row.values().stream().map(RunLog::written).toArray();
    lines.add(CSVFormat.RFC4180.format(values));
    Files.write(
        file,
        lines,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** A row for people. */
  static String text(Map<String, Double> row) {
    return row.entrySet().stream()
        .map(entry -> entry.getKey() + " " + written(entry.getValue()))
        .collect(Collectors.joining("  "));
  }

  private static String written(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.6g", value);
  }
}
