package flamingo;

import flamingo.tensor.engine.OpenMp;
import flamingo.ui.FlamingoApplication;
import javafx.application.Application;

/** Starts the program: the window where no command is given, else the command line. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) {
    OpenMp.configure();
    Application.launch(FlamingoApplication.class, arguments);
  }
}
