package flamingo.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command prints: text for people, or JSON lines and nothing else. */
final class Console {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "Print JSON lines on standard output, and nothing else.")
  private boolean json;

  boolean json() {
    return json;
  }

  void line(String text) {
    print(command.commandLine().getOut(), text);
  }

  /** A piece of a line that is shown at once. */
  void piece(String text) {
    PrintWriter out = command.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  void line(JsonLine line) {
    line(line.toString());
  }

  /** For people, whatever standard output is used for. */
  void note(String text) {
    print(command.commandLine().getErr(), text);
  }

  private static void print(PrintWriter writer, String text) {
    writer.println(text);
    writer.flush();
  }
}
