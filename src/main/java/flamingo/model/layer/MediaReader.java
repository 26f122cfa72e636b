package flamingo.model.layer;

import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How the text of one request reads the visual tokens of its images, block by block.
 *
 * <pre>
 * B batch   L text   H heads   d head width
 * </pre>
 */
public sealed interface MediaReader extends AutoCloseable
    permits AllTokens, BestTokensOfImage, BestTokensOfQuery, WatchedReader {

  /** Reads all of them; has no state. */
  static MediaReader all() {
    return AllTokens.INSTANCE;
  }

  /**
   * For one request; to be closed with it.
   *
   * @param mass is told how much attention is kept
   */
  static MediaReader of(Sparsity sparsity, TensorOps ops, AttentionMass mass) {
    if (sparsity.isNone()) {
      return all();
    }
    return switch (sparsity.per()) {
      case IMAGE -> new BestTokensOfImage(ops, sparsity.tokens(), mass);
      case QUERY -> new BestTokensOfQuery(ops, sparsity.tokens(), mass);
    };
  }

  /** The same reader; what its text attends to is told to an observer. */
  static MediaReader watched(MediaReader reader, TensorOps ops, MediaObserver observer) {
    return new WatchedReader(reader, ops, observer);
  }

  /**
   * Attention of a block's queries.
   *
   * @param q [B, L, H d]
   * @param media projected, or to be projected as far as it is read
   * @param gathered whether images that a token does not see are left out; else masked
   * @return [B, L, H d], 0 for text that sees no image
   */
  INDArray read(
      CrossAttention block, INDArray q, Media media, MediaLayout layout, boolean gathered);

  @Override
  default void close() {}
}
