package flamingo.model.layer;

/**
 * Which visual tokens cross-attention reads of an image.
 *
 * @param tokens how many, the ones that matter most; 0 for all
 * @param per what they are chosen for
 * @see <a href="https://arxiv.org/abs/2404.14469">SnapKV</a>
 * @see <a href="https://arxiv.org/abs/1912.11637">Explicit sparse transformer</a>
 */
public record Sparsity(int tokens, Per per) {
  /** All visual tokens. */
  public static final Sparsity NONE = new Sparsity(0, Per.IMAGE);

  /** What has a choice of its own. */
  public enum Per {
    /** Each image, by what the prompt's text attends to; kept for all further text. */
    IMAGE,
    /** Each token of the text. */
    QUERY
  }

  /**
   * @throws IllegalArgumentException if the number is negative
   */
  public Sparsity {
    if (tokens < 0) {
      throw new IllegalArgumentException(
          "Cross-attention cannot read "
              + tokens
              + " visual tokens of an image; read one at least.");
    }
  }

  /**
   * Whether a block chooses what it reads before keys and values are projected, which are then
   * those of the chosen visual tokens alone.
   *
   * @param available visual tokens of an image
   */
  public boolean choosesBeforeProjecting(CrossAttention block, int available) {
    return !isNone()
        && per == Per.IMAGE
        && BestTokensOfImage.choosesBeforeProjecting(block, available, tokens);
  }

  public boolean isNone() {
    return tokens == 0;
  }
}
