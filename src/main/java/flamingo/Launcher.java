package flamingo;

import flamingo.tensor.engine.OpenMp;
import flamingo.ui.FlamingoApplication;

/** Starts the program: the window where no command is given, else the command line. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) {
    OpenMp.configure();
    FlamingoApplication.open();
  }
}
