package flamingo.ui.shell;

import javafx.beans.value.ObservableBooleanValue;

/**
 * Something that takes a while, as the status bar shows it.
 *
 * @param text what is done
 * @param runs whether it is under way
 * @param cancel ends it; null where it cannot be ended
 */
record Task(String text, ObservableBooleanValue runs, Runnable cancel) {}
