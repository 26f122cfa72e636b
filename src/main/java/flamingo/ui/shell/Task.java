package flamingo.ui.shell;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableDoubleValue;

/**
 * Something that takes a while, as the status bar shows it.
 *
 * @param text what is done
 * @param runs whether it is under way
 * @param progress 0 to 1, or below 0 for a bar that moves, which is drawn sixty times a second and
 *     must not be beside what is timed; null for no bar
 * @param cancel ends it; null where it cannot be ended
 */
record Task(
    String text, ObservableBooleanValue runs, ObservableDoubleValue progress, Runnable cancel) {}
