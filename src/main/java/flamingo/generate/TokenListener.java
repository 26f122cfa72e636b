package flamingo.generate;

/** Told of each token as soon as it is chosen. */
@FunctionalInterface
public interface TokenListener {
  TokenListener NONE = (row, token) -> {};

  /**
   * @param row which sequence of the batch
   */
  void chosen(int row, int token);

  /**
   * Told of each proposal of a draft that was checked, before it is written.
   *
   * @param accepted false where the model writes another token
   */
  default void tested(int row, int token, boolean accepted) {}
}
