package flamingo.controller;

import flamingo.controller.Exploration.HeatMap;
import flamingo.model.layer.MediaObserver;
import flamingo.tensor.Floats;
import flamingo.tensor.Span;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adds up what each place of a text attends to in the last image that it sees, over all blocks and
 * heads.
 *
 * <pre>
 * L places   R visual tokens an image   N features of an image
 * </pre>
 */
final class WordAttention implements MediaObserver {
  private final double[][] sums; // [L][R]
  private final int[] images; // [L]

  WordAttention(int places, int visualTokens) {
    this.sums = new double[places][visualTokens];
    this.images = new int[places];
  }

  @Override
  public void attended(Span span, INDArray shares) {
    float[] values = Floats.of(shares);
    int keys = span.keys();
    int tokens = sums[0].length;
    for (int row = 0; row < values.length / keys; row++) {
      int place = span.queryFrom() + row % span.queries();
      images[place] = span.keyTo() / tokens - 1;
      for (int token = 0; token < tokens; token++) {
        sums[place][token] += values[(row + 1) * keys - tokens + token];
      }
    }
  }

  /**
   * @param gaze where the visual tokens of each image look, [T][R][N]
   * @return null where the features are no square
   */
  HeatMap heatMap(int place, double[][][] gaze) {
    double[][] ofImage = gaze[images[place]];
    double[] shares = new double[ofImage[0].length];
    int side = (int) Math.round(Math.sqrt(shares.length));
    if (side * side != shares.length) {
      return null;
    }
    double all = Arrays.stream(sums[place]).sum();
    for (int token = 0; token < sums[place].length; token++) {
      for (int feature = 0; feature < shares.length; feature++) {
        shares[feature] += sums[place][token] / all * ofImage[token][feature];
      }
    }
    return new HeatMap(images[place], side, shares);
  }
}
