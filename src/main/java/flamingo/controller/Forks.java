package flamingo.controller;

import java.util.List;

/**
 * Fresh processes that take times, so that what one process happens to do counts as uncertainty.
 *
 * @param count of processes for each measurement; 0 for this one
 * @param arguments of the command line that open the same model on the same number of threads
 */
public record Forks(int count, List<String> arguments) {
  /** Times are taken in this process. */
  public static final Forks NONE = new Forks(0, List.of());

  private static final int MOST = 100;

  /**
   * @throws IllegalArgumentException if there are too many
   */
  public Forks {
    arguments = List.copyOf(arguments);
    if (count < 0 || count > MOST) {
      throw new IllegalArgumentException(
          "%d forks were asked for; choose 0 to %d.".formatted(count, MOST));
    }
  }
}
