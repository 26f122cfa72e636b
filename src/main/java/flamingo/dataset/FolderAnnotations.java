package flamingo.dataset;

import flamingo.dataset.content.Annotation;
import flamingo.dataset.content.Question;
import flamingo.dataset.table.Column;
import flamingo.dataset.table.Row;
import flamingo.dataset.table.Rows;
import flamingo.dataset.table.TableException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Captions and questions of a folder's images, from the tables at its root. */
final class FolderAnnotations {
  private static final List<String> TABLES = List.of("captions.csv", "metadata.jsonl");
  private static final int MOST_ROWS = 1_000_000;

  /** Problems of one kind in one table that are told one by one. */
  private static final int MOST_TOLD = 100;

  private static final String QUESTION_KIND = "question";

  private final Path root;
  private final Consumer<BrokenFile> problems;
  private final Map<String, Entry> byImage = new LinkedHashMap<>();

  /** What the rows of one image say together, and the first of them. */
  private record Entry(Path table, Row first, List<String> captions, List<Question> questions) {
    void add(Row row, boolean asks) {
      if (row.get(Column.CAPTION) != null) {
        captions.add(row.get(Column.CAPTION));
      }
      if (asks) {
        questions.add(
            new Question(QUESTION_KIND, row.get(Column.QUESTION), row.get(Column.ANSWER)));
      }
    }
  }

  /**
   * @param problems hears of tables and rows that cannot be used
   */
  FolderAnnotations(Path root, Consumer<BrokenFile> problems) {
    this.root = root;
    this.problems = problems;
  }

  /** Reads the tables until cancelled. */
  void read(BooleanSupplier cancelled) {
    for (String name : TABLES) {
      Path table = root.resolve(name);
      if (Files.exists(table, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(table)) {
        read(table, cancelled);
      }
    }
  }

  boolean isTable(Path file) {
    return root.equals(file.getParent()) && TABLES.contains(file.getFileName().toString());
  }

  /** What the tables say of an image; asked once for each. */
  Annotation take(String image) {
    Entry entry = byImage.remove(image);
    return entry == null ? Annotation.NONE : new Annotation(null, entry.captions, entry.questions);
  }

  /** Tells of the images that were never asked for. */
  void tellUnused() {
    Map<Path, Integer> told = new LinkedHashMap<>();
    for (Entry entry : byImage.values()) {
      if (told.merge(entry.table, 1, Integer::sum) <= MOST_TOLD) {
        tell(entry.table, entry.first.missing().getMessage());
      }
    }
    told.forEach(
        (table, count) -> {
          if (count > MOST_TOLD) {
            tell(
                table,
                count
                    - MOST_TOLD
                    + " more files that it names are not among the folder's images; correct their"
                    + " names or remove their rows.");
          }
        });
  }

  private void read(Path table, BooleanSupplier cancelled) {
    Rows rows;
    try {
      rows = Rows.open(table);
    } catch (TableException unusable) {
      tell(table, unusable.getMessage());
      return;
    }
    int refused = 0;
    for (int count = 0; !cancelled.getAsBoolean(); count++) {
      try {
        Row row = rows.next();
        if (row == null) {
          return;
        }
        if (count == MOST_ROWS) {
          tell(table, "it has more than 1,000,000 rows; split its folder into several.");
          return;
        }
        add(table, row);
      } catch (TableException unusable) {
        tell(table, unusable.getMessage());
        refused++;
        if (refused == MOST_TOLD) {
          tell(
              table, "so many rows cannot be used that the rest is left out; correct these first.");
          return;
        }
      }
    }
  }

  private void add(Path table, Row row) throws TableException {
    String image = row.image();
    boolean asks = row.asks();
    byImage
        .computeIfAbsent(
            image, first -> new Entry(table, row, new ArrayList<>(1), new ArrayList<>(1)))
        .add(row, asks);
  }

  private void tell(Path table, String reason) {
    problems.accept(new BrokenFile(table, reason));
  }
}
