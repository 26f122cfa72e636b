package flamingo.generate;

import java.util.Arrays;

/** What one sequence of a batch has written so far, and how it chooses what comes next. */
final class GrowingText {
  private final int row;
  private final TokenChoice choice;
  private final int[] tokens;
  private int count;

  /**
   * @param row its place in the batch
   */
  GrowingText(int row, DecodingRules rules) {
    this.row = row;
    this.choice = rules.sampling().choice(rules, row);
    this.tokens = new int[rules.maxTokens()];
  }

  int row() {
    return row;
  }

  TokenChoice choice() {
    return choice;
  }

  void append(int token) {
    tokens[count++] = token;
  }

  int[] tokens() {
    return Arrays.copyOf(tokens, count);
  }
}
