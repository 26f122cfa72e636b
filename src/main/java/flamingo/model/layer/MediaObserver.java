package flamingo.model.layer;

import flamingo.tensor.Span;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Told of the attention with which text reads the visual tokens, block after block. */
@FunctionalInterface
public interface MediaObserver {
  /**
   * @param span text that sees the same visual tokens, and these tokens
   * @param shares by head, text and visual token, [H, queries, keys]; each row adds up to 1. To be
   *     copied at once
   */
  void attended(Span span, INDArray shares);
}
