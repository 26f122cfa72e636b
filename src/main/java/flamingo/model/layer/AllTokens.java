package flamingo.model.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads every visual token. */
final class AllTokens implements MediaReader {
  static final AllTokens INSTANCE = new AllTokens();

  private AllTokens() {}

  @Override
  public INDArray read(
      CrossAttention block, INDArray q, Media media, MediaLayout layout, boolean gathered) {
    MediaKeyValue all = media.keyValue(block);
    return block.attend(q, all, layout.spans(block.media(), all.tokens(), gathered));
  }
}
