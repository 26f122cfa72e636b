package flamingo.generate;

/** Told of each token as soon as it is chosen. */
@FunctionalInterface
public interface TokenListener {
  TokenListener NONE = (row, token) -> {};

  /**
   * @param row which sequence of the batch
   */
  void chosen(int row, int token);
}
