package flamingo.dataset.table;

import java.util.List;

/** What a table says of an image. */
public enum Column {
  FILE("file", "file_name"),
  CAPTION("caption", "text"),
  QUESTION("question"),
  ANSWER("answer");

  private final List<String> names;

  Column(String... names) {
    this.names = List.of(names);
  }

  /** What it may be called, the first that occurs counts. */
  List<String> names() {
    return names;
  }
}
