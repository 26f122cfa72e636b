package flamingo.model.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads every visual token. */
final class AllTokens implements MediaReader {
  static final AllTokens INSTANCE = new AllTokens();

  private AllTokens() {}

  @Override
  public INDArray read(
      CrossAttention block, INDArray q, MediaKeyValue media, MediaLayout layout, boolean gathered) {
    return block.attend(q, media, layout.spans(block.media(), media.tokens(), gathered));
  }
}
