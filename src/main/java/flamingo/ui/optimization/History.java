package flamingo.ui.optimization;

import flamingo.optimization.Selection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Selections that were left, to go back to, and those that were gone back from. */
final class History {
  private static final int STEPS = 50;

  private final Deque<Selection> earlier = new ArrayDeque<>();
  private final Deque<Selection> later = new ArrayDeque<>();

  /** A selection was left for a new one. */
  void left(Selection selection) {
    push(earlier, selection);
    later.clear();
  }

  /** Where to go from {@code now}; empty where nothing was changed. */
  Optional<Selection> undo(Selection now) {
    return step(earlier, later, now);
  }

  /** Where to go from {@code now}; empty where nothing was taken back. */
  Optional<Selection> redo(Selection now) {
    return step(later, earlier, now);
  }

  private static Optional<Selection> step(
      Deque<Selection> from, Deque<Selection> to, Selection now) {
    Optional<Selection> target = Optional.ofNullable(from.poll());
    target.ifPresent(found -> push(to, now));
    return target;
  }

  private static void push(Deque<Selection> stack, Selection selection) {
    stack.push(selection);
    if (stack.size() > STEPS) {
      stack.removeLast();
    }
  }
}
