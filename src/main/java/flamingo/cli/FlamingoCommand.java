package flamingo.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself: without a command it opens the window. */
@Command(
    name = FlamingoCommand.NAME,
    description = {
      "Explore the Flamingo visual language model and what makes its inference cheap.",
      "Without a command, the window opens."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = ProgramVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:the check failed",
      "2:the command or its input was wrong; a sentence says how"
    },
    subcommands = {
      CaptionCommand.class,
      AskCommand.class,
      EvaluateCommand.class,
      CalibrateCommand.class,
      BenchCommand.class,
      ExploreCommand.class,
      ReportCommand.class,
      OptimizeCommand.class,
      ForkCommand.class,
      TuneCommand.class,
      VerifyCommand.class,
      CheckpointCommand.class,
      DoctorCommand.class
    })
final class FlamingoCommand implements Callable<Integer> {
  static final String NAME = "flamingo-explorer";

  private final Runnable window;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  /**
   * @param window opens the window and returns when it is closed
   */
  FlamingoCommand(Runnable window) {
    this.window = window;
  }

  boolean debug() {
    return debug;
  }

  @Override
  public Integer call() {
    window.run();
    return ExitCode.OK;
  }
}
