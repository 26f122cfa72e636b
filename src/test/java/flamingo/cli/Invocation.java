package flamingo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A command that ran in this process.
 *
 * @param exit its exit code
 * @param windows how many windows it opened
 * @param computes whether native libraries were made ready for it
 */
record Invocation(int exit, String out, String err, int windows, boolean computes) {
  static Invocation of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int[] windows = new int[1];
    int[] computing = new int[1];
    CommandLineProgram program =
        new CommandLineProgram(
            folder -> windows[0]++,
            () -> computing[0]++,
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    int exit = program.run(arguments);
    return new Invocation(exit, out.toString(), err.toString(), windows[0], computing[0] > 0);
  }

  /** Standard output, every line of which must be JSON. */
  List<JsonNode> json() {
    ObjectMapper mapper = new ObjectMapper();
    return out.lines()
        .map(
            line -> {
              try {
                return mapper.readTree(line);
              } catch (JsonProcessingException e) {
                throw new UncheckedIOException("Not JSON: " + line, e);
              }
            })
        .toList();
  }
}
