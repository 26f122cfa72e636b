package flamingo;

import flamingo.cli.CommandLineProgram;
import flamingo.tensor.engine.NativeMemory;
import flamingo.tensor.engine.OpenMp;
import flamingo.tensor.engine.ShapeDescriptions;
import flamingo.ui.FlamingoApplication;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Starts the program: the window where no command is given, else the command line. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) {
    CommandLineProgram program =
        new CommandLineProgram(
            FlamingoApplication::open,
            Launcher::configureNativeLibraries,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(program.run(arguments));
  }

  /** Sets what they read once, when they load. */
  private static void configureNativeLibraries() {
    OpenMp.configure();
    NativeMemory.configure();
    ShapeDescriptions.configure();
  }
}
