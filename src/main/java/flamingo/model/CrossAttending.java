package flamingo.model;

import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.Media;
import flamingo.model.layer.MediaLayout;
import flamingo.model.layer.MediaReader;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Puts the gated cross-attention blocks before the layers of a language model.
 *
 * @param blocks one entry a layer, null where there is no block
 * @param media what a layer's block reads; null where there is no block or no image
 * @param savings those that may be used
 * @param reader what the request reads of the images
 * @param next told of the layers, too
 */
record CrossAttending(
    List<GatedCrossAttention> blocks,
    IntFunction<Media> media,
    MediaLayout layout,
    Set<ExactSaving> savings,
    MediaReader reader,
    LayerObserver next)
    implements LayerObserver {

  @Override
  public void before(int layer, INDArray x) {
    GatedCrossAttention block = blocks.get(layer);
    if (block != null) {
      Media read = media.apply(layer);
      if (read == null) {
        block.addFeedForward(x, savings);
      } else {
        block.addTo(x, read, layout, savings, reader);
      }
    }
    next.before(layer, x);
  }

  @Override
  public void after(int layer, INDArray x) {
    next.after(layer, x);
  }
}
