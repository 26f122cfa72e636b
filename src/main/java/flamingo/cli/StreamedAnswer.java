package flamingo.cli;

import java.util.function.Consumer;

/** A line that grows as its text is written; nothing is printed before there is something. */
final class StreamedAnswer implements Consumer<String> {
  private final Console console;
  private final String heading;
  private boolean begun;

  /**
   * @param heading what the line begins with
   */
  StreamedAnswer(Console console, String heading) {
    this.console = console;
    this.heading = heading;
  }

  @Override
  public void accept(String piece) {
    if (!begun) {
      console.piece(heading);
      begun = true;
    }
    console.piece(piece);
  }

  void end() {
    accept("");
    console.line("");
  }
}
