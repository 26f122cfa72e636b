package flamingo.ui.optimization;

import flamingo.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The picture of an optimization: rows of boxes, those that are used filled, the others dashed. */
final class Diagram extends VBox {
  private static final double CELL = 21;
  private static final double PER_BIT = 9;
  private static final String KEPT = "kept";
  private static final String DROPPED = "dropped";
  private static final int TOKENS = 12;

  private Diagram(List<Row> rows) {
    getStyleClass().add("diagram");
    setId("diagram");
    for (Row row : rows) {
      if (row.caption() != null) {
        Label caption = new Label(row.caption());
        caption.getStyleClass().add("diagram-caption");
        getChildren().add(caption);
      }
      HBox boxes = new HBox();
      boxes.getStyleClass().add("diagram-row");
      row.cells().forEach(cell -> boxes.getChildren().add(cell.box()));
      getChildren().add(boxes);
    }
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(
        rows.stream()
            .filter(row -> row.caption() != null)
            .map(Row::caption)
            .collect(Collectors.joining("; ")));
  }

  /**
   * @param style of {@code diagram-cell}
   * @param width 0 for as wide as its text
   */
  private record Cell(String text, String style, double width) {
    Label box() {
      Label box = new Label(text);
      box.getStyleClass().addAll("diagram-cell", style);
      box.setMinWidth(Region.USE_PREF_SIZE);
      if (width > 0) {
        box.setPrefWidth(width);
      }
      return box;
    }
  }

  /**
   * @param caption null for none
   */
  private record Row(String caption, List<Cell> cells) {}

  /** Of an optimization by its id; without rows where it has no picture. */
  static Diagram of(String id) {
    return new Diagram(
        switch (id) {
          case "cache" -> cache();
          case "tokens" -> tokens();
          case "sparse" -> sparse();
          case "precision" -> precision();
          case "depth" -> depth();
          case "speculative" -> speculative();
          default -> List.of();
        });
  }

  private static List<Row> cache() {
    return List.of(
        row(
            Texts.text("diagram.cache.new"),
            text("▣"),
            arrow(),
            text("CLIP"),
            arrow(),
            text("64×")),
        row(
            Texts.text("diagram.cache.again"),
            text("▣"),
            arrow(),
            new Cell("CLIP", DROPPED, 0),
            arrow(),
            text("64×")));
  }

  private static List<Row> tokens() {
    return List.of(
        new Row(Texts.text("diagram.tokens.dense"), cells(TOKENS, List.of())),
        new Row(
            Texts.text("diagram.tokens.reduced"),
            cells(TOKENS, IntStream.range(3, TOKENS).boxed().toList())));
  }

  private static List<Row> sparse() {
    return List.of(
        new Row(
            Texts.text("diagram.sparse.given"),
            cells(TOKENS, List.of(0, 2, 3, 4, 6, 7, 9, 10, 11))),
        new Row(Texts.text("diagram.sparse.copied"), List.of(token("2"), token("6"), token("9"))));
  }

  private static List<Row> precision() {
    return List.of(
        row(Texts.text("diagram.precision"), bits("FP32", 32)),
        row(null, bits("BF16", 16)),
        row(null, bits("INT8", 8)),
        row(null, bits("INT4", 4)));
  }

  private static List<Row> depth() {
    return List.of(
        row(
            Texts.text("diagram.depth"),
            text("1"),
            arrow(),
            text("2"),
            arrow(),
            new Cell("3", DROPPED, 0),
            new Cell("4", DROPPED, 0),
            arrow(),
            text("LayerNorm")));
  }

  private static List<Row> speculative() {
    return List.of(
        row(
            Texts.text("diagram.speculative.draft"),
            text("a"),
            text("red"),
            text("circle"),
            text("below")),
        row(
            Texts.text("diagram.speculative.model"),
            text("a ✓"),
            text("red ✓"),
            text("circle ✓"),
            new Cell("below ✗", DROPPED, 0)));
  }

  private static Row row(String caption, Cell... cells) {
    return new Row(caption, List.of(cells));
  }

  private static Cell text(String text) {
    return new Cell(text, KEPT, 0);
  }

  private static Cell token(String text) {
    return new Cell(text, KEPT, CELL);
  }

  private static Cell bits(String text, int bits) {
    return new Cell(text, KEPT, Math.max(4 * PER_BIT, bits * PER_BIT));
  }

  private static Cell arrow() {
    return new Cell("→", "arrow", 0);
  }

  /** Numbered from 1, those at some places dropped. */
  private static List<Cell> cells(int count, List<Integer> dropped) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(new Cell(String.valueOf(i + 1), dropped.contains(i) ? DROPPED : KEPT, CELL));
    }
    return cells;
  }
}
