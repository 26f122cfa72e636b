package flamingo.model.layer;

import flamingo.tensor.Shapes;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Keys and values that one cross-attention block projects from the visual tokens of a batch.
 *
 * <pre>
 * B batch   T images   R visual tokens an image   H heads   d head width
 * </pre>
 *
 * @param packed keys and values side by side, [B, T R, 2 H d]
 * @param tokens visual tokens an image, R
 */
public record MediaKeyValue(INDArray packed, int tokens) implements Media {
  public MediaKeyValue {
    Shapes.require(
        packed.rank() == 3 && packed.size(1) % tokens == 0 && packed.size(2) % 2 == 0,
        "Keys and values of the images",
        "[B, T x " + tokens + ", 2 H d]",
        packed);
  }

  @Override
  public MediaKeyValue keyValue(CrossAttention block) {
    return this;
  }

  INDArray keys() {
    return Views.columns(packed, 0, packed.size(2) / 2);
  }

  INDArray values() {
    return Views.columns(packed, packed.size(2) / 2, packed.size(2));
  }
}
