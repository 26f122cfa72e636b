package flamingo.model;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Prompts that are read one after the other, as questions about the same examples are. What a
 * prompt has in common with the one before, from the beginning, is neither encoded nor read again.
 *
 * <pre>
 * T images   S side
 *   pixels   [1, T, 3, S, S]
 * </pre>
 */
public final class Conversation implements AutoCloseable {
  private final PreparedFlamingo model;
  private int[] ids = {};
  private List<PixelHash> hashes = List.of();
  private EncodedImages images;
  private Sequence sequence;
  private int kept;

  /**
   * @param model stays the caller's
   */
  public Conversation(PreparedFlamingo model) {
    this.model = model;
  }

  /**
   * Reads a prompt.
   *
   * @param prompt token ids, without padding
   * @param pixels [1, T, 3, S, S]
   * @return this conversation's own; the next call changes it
   */
  public Sequence read(int[] prompt, INDArray pixels) {
    List<PixelHash> now = PixelHash.of(rows(pixels));
    int sameImages = model.shares() ? common(now) : 0;
    kept = sameImages == 0 ? 0 : keptTokens(prompt, sameImages);
    EncodedImages encoded = encoded(pixels, sameImages);
    if (kept == 0) {
      close();
      sequence = model.start(new int[][] {prompt}, null, encoded);
    } else {
      sequence.reread(prompt, kept, encoded);
      images.close();
    }
    ids = prompt.clone();
    hashes = now;
    images = encoded;
    return sequence;
  }

  /** Tokens of the last prompt that were known from the one before. */
  public int keptTokens() {
    return kept;
  }

  private int common(List<PixelHash> now) {
    int same = 0;
    while (same < Math.min(now.size(), hashes.size()) && now.get(same).equals(hashes.get(same))) {
      same++;
    }
    return same;
  }

  /** The last token is always read, since its scores are asked for. */
  private int keptTokens(int[] prompt, int sameImages) {
    int image = model.config().specialTokens().image();
    int most = Math.min(prompt.length - 1, ids.length);
    int same = 0;
    int seen = 0;
    while (same < most && prompt[same] == ids[same]) {
      seen += prompt[same] == image ? 1 : 0;
      if (seen > sameImages) {
        break;
      }
      same++;
    }
    return same;
  }

  private EncodedImages encoded(INDArray pixels, int sameImages) {
    int count = (int) pixels.size(1);
    if (sameImages == 0) {
      return model.encodeImages(pixels);
    }
    EncodedImages known = images.copyOf(0, sameImages);
    if (sameImages == count) {
      return known;
    }
    INDArray further =
        pixels.get(NDArrayIndex.all(), NDArrayIndex.interval(sameImages, count)).dup('c');
    try (EncodedImages first = known;
        EncodedImages rest = model.encodeImages(further)) {
      return first.followedBy(rest);
    }
  }

  private static INDArray rows(INDArray pixels) {
    return pixels.reshape('c', pixels.size(1), pixels.size(2), pixels.size(3), pixels.size(4));
  }

  @Override
  public void close() {
    if (sequence != null) {
      sequence.close();
      images.close();
      sequence = null;
    }
  }
}
