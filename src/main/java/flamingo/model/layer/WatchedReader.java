package flamingo.model.layer;

import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads as another does, and shows the attention over all visual tokens, those included that the
 * other leaves out.
 */
record WatchedReader(MediaReader reader, TensorOps ops, MediaObserver observer)
    implements MediaReader {
  @Override
  public INDArray read(
      CrossAttention block, INDArray q, Media media, MediaLayout layout, boolean gathered) {
    MediaKeyValue all = media.keyValue(block);
    for (Span span : layout.spans(block.media(), media.tokens(), true).placed()) {
      observer.attended(span, ops.attentionWeights(q, all.keys(), block.scaled(), span));
    }
    return reader.read(block, q, all, layout, gathered);
  }

  @Override
  public void close() {
    reader.close();
  }
}
