package flamingo.report.chart;

import flamingo.report.ResultRow;
import flamingo.report.SizedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A picture for each experiment that has one. */
public final class Charts {
  private static final Set<String> ANSWERS = Set.of("shots", "visual-tokens");
  private static final Set<String> GROWTH = Set.of("image-size", "length", "growth");
  private static final String THROUGHPUT = "batch";

  private Charts() {}

  /**
   * @param pictures folder within the folder
   * @return names by experiment, relative to {@code folder}, with slashes
   */
  public static Map<String, String> write(Path folder, String pictures, List<ResultRow> rows)
      throws IOException {
    Files.createDirectories(folder.resolve(pictures));
    Map<String, List<ResultRow>> byExperiment = new LinkedHashMap<>();
    rows.forEach(
        row ->
            byExperiment.computeIfAbsent(row.experiment(), absent -> new ArrayList<>()).add(row));
    Map<String, String> names = new LinkedHashMap<>();
    for (Map.Entry<String, List<ResultRow>> experiment : byExperiment.entrySet()) {
      String name = pictures + "/" + experiment.getKey().replaceAll("[^a-z0-9-]", "_") + ".png";
      if (draw(experiment.getKey(), experiment.getValue(), folder.resolve(name))) {
        names.put(experiment.getKey(), name);
      }
    }
    return names;
  }

  private static boolean draw(String experiment, List<ResultRow> rows, Path file)
      throws IOException {
    if (ANSWERS.contains(experiment)) {
      return SweepChart.answers(experiment, SizedRow.series(rows), file);
    }
    if (GROWTH.contains(experiment)) {
      return SweepChart.times(experiment, SizedRow.series(rows), file);
    }
    if (experiment.equals(THROUGHPUT)) {
      return SweepChart.throughput(experiment, SizedRow.series(rows), file);
    }
    return SpeedupChart.draw(experiment, rows, file);
  }
}
