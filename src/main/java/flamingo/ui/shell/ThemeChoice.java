package flamingo.ui.shell;

/** Which theme the user wants. */
public enum ThemeChoice {
  SYSTEM,
  LIGHT,
  DARK;

  /** The choice of this name; {@link #SYSTEM} where there is none. */
  static ThemeChoice named(String name) {
    for (ThemeChoice choice : values()) {
      if (choice.name().equals(name)) {
        return choice;
      }
    }
    return SYSTEM;
  }
}
