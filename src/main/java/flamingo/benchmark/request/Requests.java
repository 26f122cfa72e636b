package flamingo.benchmark.request;

import flamingo.text.TokenBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images with a prompt each.
 *
 * @param pixels [B, 1, 3, S, S]
 * @param prompts null where images are encoded only
 */
record Requests(INDArray pixels, TokenBatch prompts) implements AutoCloseable {
  @Override
  public void close() {
    pixels.close();
  }
}
