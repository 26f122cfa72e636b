package flamingo.model;

import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.MediaObserver;
import flamingo.model.layer.MediaReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Looks into a model by the plan that it runs by. What is seen here is computed once more, apart
 * from any answer.
 *
 * <pre>
 * n images   S side   N features   Dv their width   R visual tokens   L tokens   V vocabulary
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
   * Where the visual tokens of each image look, and how deep they go.
   *
   * @param pixels [n, 3, S, S]
   * @return of each image, in order
   */
  public List<ResampledImage> resampled(INDArray pixels) {
    INDArray features = model.visualFeatures(pixels); // [n, N, Dv]
    return IntStream.range(0, (int) features.size(0))
        .mapToObj(image -> resampledImage(features.slice(image)))
        .toList();
  }

  /**
   * @param features [N, Dv]
   */
  private ResampledImage resampledImage(INDArray features) {
    INDArray x = features.reshape('c', 1, 1, 1, features.size(0), features.size(1));
    PerceiverResampler resampler = model.parts().resampler();
    int layers = layers(resampler, x);
    return new ResampledImage(layers, resampler.gaze(x, model.visualTokens(), layers)[0]);
  }

  private int layers(PerceiverResampler resampler, INDArray x) {
    ExecutionPlan plan = model.plan();
    int most = model.resamplerLayers();
    if (plan.exit().equals(ExitRule.NEVER)) {
      return most;
    }
    DepthTally own = new DepthTally(most);
    resampler.forward(x, model.visualTokens(), most, plan.exit(), plan.savings(), own);
    return (int) own.statistics().mean();
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
