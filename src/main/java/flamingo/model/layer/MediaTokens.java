package flamingo.model.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Visual tokens that nothing was projected from yet.
 *
 * <pre>
 * B batch   T images   R visual tokens an image   Dv their width
 * </pre>
 *
 * @param all [B, T, R, Dv], dense
 */
public record MediaTokens(INDArray all) implements Media {
  private static final int TOKENS = 2;

  @Override
  public int tokens() {
    return (int) all.size(TOKENS);
  }

  @Override
  public MediaKeyValue keyValue(CrossAttention block) {
    return block.project(all);
  }

  /** The images of all rows as one, [1, B T R, Dv]. */
  INDArray flat() {
    return all.reshape('c', 1, all.length() / all.size(-1), all.size(-1));
  }
}
