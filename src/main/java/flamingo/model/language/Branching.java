package flamingo.model.language;

import flamingo.tensor.Branches;
import flamingo.tensor.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Continuations of each sequence of a batch that grow together, a token of each at a time. Their
 * keys follow the prompt in the order in which they were read, so that a branch may go on from any
 * branch of the step before.
 *
 * <pre>
 * B batch   L tokens of the prompt   W branches   t steps so far
 *   keys of a row   [L + t W], padding included
 * </pre>
 */
final class Branching {
  private final Padding padding;
  private final int prompt;
  private final int width;
  private final List<int[][]> parents = new ArrayList<>();

  Branching(Padding padding, int prompt, int width) {
    this.padding = padding;
    this.prompt = prompt;
    this.width = width;
  }

  /** Tokens of each branch, prompt and padding included. */
  int length() {
    return prompt + parents.size();
  }

  /**
   * Spans of one more token of each branch.
   *
   * @param from which branch of the step before each goes on from, [B][W]; all go on from the
   *     prompt at first
   */
  List<Span> next(int[][] from) {
    parents.add(from);
    int keys = prompt + parents.size() * width;
    List<Span> spans = new ArrayList<>();
    for (int row = 0; row < padding.batch(); row++) {
      spans.add(Span.branching(row, padding.from(row), keys, branches(row, keys)));
    }
    return spans;
  }

  private Branches branches(int row, int end) {
    int first = padding.from(row);
    int[] places = new int[end - first];
    boolean[][] seen = new boolean[width][places.length];
    for (int key = first; key < end; key++) {
      places[key - first] = key < prompt ? key : prompt + (key - prompt) / width;
      for (int branch = 0; branch < width; branch++) {
        seen[branch][key - first] = key < prompt;
      }
    }
    for (int branch = 0; branch < width; branch++) {
      int of = branch;
      for (int step = parents.size() - 1; step >= 0; step--) {
        seen[branch][prompt + step * width + of - first] = true;
        of = parents.get(step)[row][of];
      }
    }
    return new Branches(places, seen);
  }
}
