package flamingo.model;

import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.MediaObserver;
import flamingo.model.layer.MediaReader;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Looks into a model by the plan that it runs by. What is seen here is computed once more, apart
 * from any answer.
 *
 * <pre>
 * n images   S side   N features   R visual tokens   L tokens   V vocabulary
 * </pre>
 *
 * @param model stays the caller's
 */
public record Inspection(PreparedFlamingo model) {
  /**
   * Scores at every position of one text, showing what it attends to.
   *
   * @param ids the text, [L]
   * @param observer hears of each block, in order
   * @return [1, L, V]
   */
  public INDArray watch(int[] ids, EncodedImages images, MediaObserver observer) {
    try (MediaReader reader = MediaReader.watched(model.reader(), model.parts().ops(), observer)) {
      return model.run(new int[][] {ids}, null, images, reader, LayerObserver.NONE);
    }
  }

  /**
   * Where the visual tokens look, as {@link PerceiverResampler#gaze} has it.
   *
   * @param pixels [n, 3, S, S]
   * @return [n][R][N]
   */
  public double[][][] gaze(INDArray pixels) {
    INDArray features = model.visualFeatures(pixels); // [n, N, Dv]
    INDArray x = features.reshape('c', features.size(0), 1, 1, features.size(1), features.size(2));
    return model.parts().resampler().gaze(x, model.visualTokens(), model.resamplerLayers());
  }

  /** The gates of the cross-attention blocks, in order. */
  public List<Gates> gates() {
    List<GatedCrossAttention> blocks = model.parts().blocks();
    List<Gates> gates = new ArrayList<>();
    for (int layer = 0; layer < blocks.size(); layer++) {
      GatedCrossAttention block = blocks.get(layer);
      if (block != null) {
        gates.add(new Gates(layer, block.attentionGate(), block.feedForwardGate()));
      }
    }
    return gates;
  }
}
