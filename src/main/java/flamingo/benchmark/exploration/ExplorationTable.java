package flamingo.benchmark.exploration;

import java.util.List;

/**
 * A table of results.
 *
 * @param columns names with units, as in a CSV header
 * @param rows text, whole numbers and {@code Double}s, a cell a column; null where there is none
 * @param note what a reader must know to read it
 */
public record ExplorationTable(
    String title, List<String> columns, List<List<Object>> rows, String note) {}
