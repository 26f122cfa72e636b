package flamingo.tensor.onednn;

import flamingo.tensor.AttentionSpec;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What is added to the scores of a block of queries: the linear bias of each head, and a number
 * that leaves nothing of the scores where a query must not see a key.
 */
final class AttentionBias {
  private static final float HIDDEN = -1e30f;

  private FloatPointer memory;
  private AttentionSpec spec;
  private int queries;
  private int keys;
  private int unseen;
  private long capacity;

  /**
   * Where the bias [H, queries, keys] lies; 0 if there is none to add. The last one is kept, since
   * every layer of a model asks for the same.
   *
   * @param hiddenKeys keys after the last one, which the bias counts but the scores leave out
   */
  long address(AttentionSpec of, int ofQueries, int ofKeys, int hiddenKeys) {
    if (!of.causal() && of.alibiSlopes() == null) {
      return 0;
    }
    if (of.alibiSlopes() == null && ofQueries == 1) {
      return 0;
    }
    boolean same =
        spec != null
            && spec.heads() == of.heads()
            && spec.causal() == of.causal()
            && spec.alibiSlopes() == of.alibiSlopes()
            && queries == ofQueries
            && keys == ofKeys
            && unseen == hiddenKeys;
    if (!same) {
      spec = of;
      queries = ofQueries;
      keys = ofKeys;
      unseen = hiddenKeys;
      fill();
    }
    return memory.address();
  }

  private void fill() {
    long count = (long) spec.heads() * queries * keys;
    if (count > capacity) {
      capacity = count;
      memory = new FloatPointer(count);
    }
    float[] row = new float[keys];
    for (int head = 0; head < spec.heads(); head++) {
      float slope = spec.alibiSlopes() == null ? 0 : spec.alibiSlopes()[head];
      for (int query = 0; query < queries; query++) {
        int seen = spec.causal() ? keys - queries + query : keys - 1;
        for (int key = 0; key < keys; key++) {
          row[key] = key > seen ? HIDDEN : slope * (key - (keys + unseen - 1));
        }
        memory.position((long) (head * queries + query) * keys).put(row, 0, keys);
      }
    }
    memory.position(0);
  }
}
