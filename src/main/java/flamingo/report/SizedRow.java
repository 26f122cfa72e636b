package flamingo.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row whose variant is a number of something, as in {@code tokens=16}.
 *
 * @param quantity what is counted
 * @param size how many
 */
public record SizedRow(String quantity, double size, ResultRow row) {
  private static final Pattern SIZED =
      Pattern.compile("(?:.* )?([a-z]+)=([0-9]{1,9}(?:\\.[0-9]+)?)");

  /** The row with its number; empty where the variant is none. */
  public static Optional<SizedRow> of(ResultRow row) {
    Matcher matcher = SIZED.matcher(row.variant());
    return matcher.matches()
        ? Optional.of(new SizedRow(matcher.group(1), Double.parseDouble(matcher.group(2)), row))
        : Optional.empty();
  }

  /** Rows with a number, by workload and in order; the others are left out. */
  public static Map<String, List<SizedRow>> series(List<ResultRow> rows) {
    Map<String, List<SizedRow>> series = new LinkedHashMap<>();
    for (ResultRow row : rows) {
      of(row)
          .ifPresent(
              sized ->
                  series.computeIfAbsent(row.workload(), absent -> new ArrayList<>()).add(sized));
    }
    return series;
  }
}
