package flamingo.model.vision;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the tokens lie in what a Deeplearning4j graph puts out.
 *
 * <pre>
 * B images   H W places of a map   T tokens   D width
 * </pre>
 */
enum TokenOrder {
  /** Maps, [B, D, H, W]: a token a place, row by row. */
  CHANNELS_FIRST {
    @Override
    INDArray tokens(INDArray output) {
      return rows(output.permute(0, 2, 3, 1));
    }
  },
  /** Maps, [B, H, W, D]. */
  CHANNELS_LAST {
    @Override
    INDArray tokens(INDArray output) {
      return rows(output);
    }
  },
  /** A sequence in Deeplearning4j's usual order, [B, D, T]. */
  WIDTH_FIRST {
    @Override
    INDArray tokens(INDArray output) {
      return rows(output.permute(0, 2, 1));
    }
  },
  /** A sequence, [B, T, D]. */
  WIDTH_LAST {
    @Override
    INDArray tokens(INDArray output) {
      return rows(output);
    }
  },
  /** One vector an image, [B, D]. */
  SINGLE {
    @Override
    INDArray tokens(INDArray output) {
      return rows(output);
    }
  };

  /**
   * @return [B, T, D], row-major
   */
  abstract INDArray tokens(INDArray output);

  /**
   * @throws IllegalArgumentException if an output of this type is neither maps nor vectors
   */
  static TokenOrder of(InputType output) {
    return switch (output.getType()) {
      case FF -> SINGLE;
      case RNN ->
          ((InputTypeRecurrent) output).getFormat() == RNNFormat.NWC ? WIDTH_LAST : WIDTH_FIRST;
      case CNN ->
          ((InputTypeConvolutional) output).getFormat() == CNN2DFormat.NHWC
              ? CHANNELS_LAST
              : CHANNELS_FIRST;
      default ->
          throw new IllegalArgumentException(
              "The output must be maps, a sequence or a vector, but is " + output + ".");
    };
  }

  private static INDArray rows(INDArray widthLast) {
    long width = widthLast.size(-1);
    long images = widthLast.size(0);
    return widthLast.dup('c').reshape('c', images, widthLast.length() / images / width, width);
  }
}
