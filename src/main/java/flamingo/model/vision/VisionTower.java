package flamingo.model.vision;

import flamingo.model.layer.Weights;
import flamingo.tensor.Precision;
import flamingo.tensor.Shapes;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What reads pixels.
 *
 * <pre>
 * B images   S image side   P tokens   D width
 *   pixels   [B, 3, S, S]   normalised
 *   tokens   [B, P, D]
 * </pre>
 */
public interface VisionTower {
  /** Red, green, blue. */
  int CHANNELS = 3;

  /** The tower that a configuration describes. */
  static VisionTower of(VisionConfig config, Weights weights, TensorOps ops, Precision precision) {
    return config instanceof ConvNetConfig convolutional
        ? new ConvNet(convolutional, weights, ops, precision)
        : new VisionTransformer((TransformerConfig) config, weights, ops, precision);
  }

  VisionConfig config();

  /** Name of the kernel that multiplies. */
  String kernel();

  /** Bytes of the packed weights. */
  long weightBytes();

  /**
   * @param pixels [B, 3, S, S], FLOAT, normalised
   * @return [B, P, D]
   */
  INDArray tokens(INDArray pixels);

  /**
   * One vector of unit length for each image, for comparisons: the mean of its tokens, unless the
   * tower was trained to give another.
   *
   * @param pixels [B, 3, S, S], FLOAT, normalised
   * @return [B, E]
   */
  default INDArray embeddings(INDArray pixels) {
    INDArray means = tokens(pixels).mean(1);
    return means.divColumnVector(means.norm2(1));
  }

  /** Checks that pixels are [B, 3, S, S]. */
  default void requirePixels(INDArray pixels) {
    int size = config().imageSize();
    Shapes.require(
        pixels.rank() == 4
            && pixels.size(1) == CHANNELS
            && pixels.size(2) == size
            && pixels.size(3) == size,
        "Pixels",
        "[B, 3, " + size + ", " + size + "]",
        pixels);
  }
}
