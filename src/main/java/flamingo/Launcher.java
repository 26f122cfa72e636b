package flamingo;

/** Starts the program: the window where no command is given, else the command line. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) {}
}
