package flamingo.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Parameters of a layer normalisation over the last dimension: {@code (x - mean) / sqrt(variance +
 * epsilon) * weight + bias}.
 *
 * @param weight [D]
 * @param bias [D], or null where the model has none
 * @param epsilon added to the variance
 * @see <a href="https://arxiv.org/abs/1607.06450">Layer normalization</a>
 */
public record LayerNorm(INDArray weight, INDArray bias, float epsilon) {

  /**
   * @throws ShapeException if weight and bias are not vectors of one length
   */
  public LayerNorm {
    Shapes.require(weight.rank() == 1, "layer norm weight", "[D]", weight);
    Shapes.require(
        bias == null || bias.equalShapes(weight), "layer norm bias", "the weight's shape", bias);
  }

  public int width() {
    return (int) weight.length();
  }
}
