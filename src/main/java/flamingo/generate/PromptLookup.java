package flamingo.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Proposes what followed the same words before, in the prompt or in what was written: examples are
 * answered alike, and answers repeat themselves. It costs no pass of any model.
 *
 * <pre>
 * B batch   L tokens of a prompt   g proposals of a text
 * </pre>
 *
 * @see <a href="https://github.com/apoorvumang/prompt-lookup-decoding">Saxena 2023, prompt lookup
 *     decoding</a>
 */
final class PromptLookup implements Proposer {
  /** Words that must be the same; fewer where so many are not found. */
  private static final int LONGEST = 3;

  private final int end;
  private final Set<Integer> forbidden;
  private final int[][] texts;
  private int length;

  /**
   * @param prompts [B][L], padded on the left with anything
   */
  PromptLookup(int[][] prompts, DecodingRules rules) {
    this.end = rules.endOfChunk();
    this.forbidden = rules.forbidden();
    this.length = prompts[0].length;
    this.texts =
        Arrays.stream(prompts)
            .map(prompt -> Arrays.copyOf(prompt, length + rules.maxTokens()))
            .toArray(int[][]::new);
  }

  @Override
  public void written(int[] tokens) {
    for (int row = 0; row < texts.length; row++) {
      texts[row][length] = tokens[row];
    }
    length++;
  }

  /** As many as of the text that has fewest; an end of a text counts as all there can be. */
  @Override
  public Proposal propose(int most, List<GrowingText> open) {
    int[][] found = new int[texts.length][most];
    int common = most;
    for (GrowingText text : open) {
      common = Math.min(common, continuation(texts[text.row()], found[text.row()]));
    }
    int[][] tokens =
        IntStream.range(0, common)
            .mapToObj(place -> Arrays.stream(found).mapToInt(row -> row[place]).toArray())
            .toArray(int[][]::new);
    return new Proposal(tokens, null);
  }

  /** Fills {@code next} with what may follow a text; how much of it does. */
  private int continuation(int[] text, int[] next) {
    for (int words = Math.min(LONGEST, length - 1); words > 0; words--) {
      for (int from = length - words - 1; from >= 0; from--) {
        if (repeats(text, from, words)) {
          int count = copy(text, from + words, next);
          if (count > 0) {
            return count;
          }
        }
      }
    }
    return 0;
  }

  private boolean repeats(int[] text, int from, int words) {
    return Arrays.equals(text, from, from + words, text, length - words, length);
  }

  /** Goes on into what it proposes itself, since texts repeat themselves in periods. */
  private int copy(int[] text, int from, int[] next) {
    for (int i = 0; i < next.length; i++) {
      int place = from + i;
      int token = place < length ? text[place] : next[place - length];
      if (forbidden.contains(token)) {
        return i;
      }
      next[i] = token;
      if (token == end) {
        Arrays.fill(next, i, next.length, end);
        return next.length;
      }
    }
    return next.length;
  }

  @Override
  public void keep(int kept) {
    // what is kept is told as written
  }

  @Override
  public void close() {
    // nothing is held
  }
}
