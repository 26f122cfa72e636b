package flamingo.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
      CocoCommand.class,
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

  private final Consumer<Path> window;

  @Option(
      names = "--open",
      paramLabel = "FOLDER",
      description =
          "Open this folder of images in the window; in the one that is open, if there is one.")
  private Path folder;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  /**
   * @param window opens the window with a folder, null for none, and returns when it is closed
   */
  FlamingoCommand(Consumer<Path> window) {
    this.window = window;
  }

  boolean debug() {
    return debug;
  }

  @Override
  public Integer call() {
    window.accept(folder);
    return ExitCode.OK;
  }
}
