package flamingo.ui.shell;

import javafx.beans.value.ObservableBooleanValue;

/**
 * Something that takes a while, as the status bar shows it.
 *
 * @param text what is done
 * @param runs whether it is under way
 * @param motion of the bar beside the text
 * @param cancel ends it; null where it cannot be ended
 */
record Task(String text, ObservableBooleanValue runs, Motion motion, Runnable cancel) {
  /** A bar that moves is drawn sixty times a second, which times must not be measured beside. */
  enum Motion {
    MOVING,
    NONE
  }
}
