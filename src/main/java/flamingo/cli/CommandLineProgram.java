package flamingo.cli;

import flamingo.controller.Failures;
import flamingo.controller.UserFacingError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program as a command line: every failure ends in one sentence and an exit code. */
public final class CommandLineProgram {
  private final CommandLine commandLine;

  /**
   * @param window opens the window with a folder, null for none, and returns when it is closed
   * @param beforeComputing runs before a command that may load native libraries; not before one
   *     that only reads headers, which is to be over at once
   */
  public CommandLineProgram(
      Consumer<Path> window, Runnable beforeComputing, PrintWriter out, PrintWriter err) {
    FlamingoCommand program = new FlamingoCommand(window);
    this.commandLine =
        new CommandLine(program)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setExecutionStrategy(parsed -> execute(parsed, beforeComputing))
            .setParameterExceptionHandler((e, arguments) -> wrongUse(e))
            .setExecutionExceptionHandler(
                (e, command, parsed) -> failed(e, command.getErr(), program.debug()));
  }

  /**
   * Runs one command.
   *
   * @return 0 if all is well, 1 if the check failed, 2 for wrong use or bad input
   */
  public int run(String... arguments) {
    return commandLine.execute(arguments);
  }

  private static int execute(ParseResult parsed, Runnable beforeComputing) {
    CommandLine last = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
    boolean explains = last.isUsageHelpRequested() || last.isVersionHelpRequested();
    if (!explains && !(last.getCommand() instanceof InspectCommand)) {
      beforeComputing.run();
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int wrongUse(ParameterException e) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(oneLine(e.getMessage()) + suggestion(e));
    command.getErr().flush();
    return ExitCode.BAD_INPUT;
  }

  private static String suggestion(ParameterException e) {
    String guess =
        e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()
            ? " Did you mean " + unmatched.getSuggestions().get(0) + "?"
            : "";
    return guess + " See: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
  }

  private static int failed(Exception thrown, PrintWriter err, boolean debug) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    UserFacingError error = Failures.of(cause);
    err.println(oneLine((error.sentence() + " " + error.remedy()).strip()));
    if (debug) {
      cause.printStackTrace(err);
    }
    err.flush();
    return error.isUnexpected() ? ExitCode.CHECK_FAILED : ExitCode.BAD_INPUT;
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s*\\R\\s*", " ").strip();
    return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
  }
}
