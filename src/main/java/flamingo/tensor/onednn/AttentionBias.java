package flamingo.tensor.onednn;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Span;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What is added to the scores of a block of queries: the linear bias of each head, and a number
 * that leaves nothing of the scores where a query must not see a key. The last ones are kept, since
 * every layer of a model asks for the same; their memory is used again for others.
 */
final class AttentionBias {
  private static final float HIDDEN = -1e30f;
  private static final int KEPT = 16;

  /**
   * @param unseen keys after the last one, which the bias counts but the scores leave out
   * @param block counted from its first query and key, wherever it lies
   */
  private record Key(AttentionSpec spec, Span block, int unseen) {
    long numbers() {
      return (long) spec.heads() * block.queries() * block.keys();
    }
  }

  private final Key[] known = new Key[KEPT];
  private final FloatPointer[] memories = new FloatPointer[KEPT];
  private int latest;

  /**
   * Where the bias [H, queries, keys] lies; 0 if there is none to add. It stays there until others
   * are asked for.
   *
   * @param unseen keys after the last one, which the bias counts but the scores leave out
   */
  long address(AttentionSpec spec, Span block, int unseen) {
    boolean hides =
        block.isMasked() || block.branches() != null || (spec.causal() && block.queries() > 1);
    if (!hides && spec.alibiSlopes() == null) {
      return 0;
    }
    Key key = new Key(spec, block.fromZero(), unseen);
    for (int i = 0; i < KEPT; i++) {
      int place = (latest + i) % KEPT;
      if (key.equals(known[place])) {
        return memories[place].address();
      }
    }
    latest = (latest + KEPT - 1) % KEPT;
    known[latest] = key;
    fill(key, room(latest, key.numbers()));
    return memories[latest].address();
  }

  private FloatPointer room(int place, long numbers) {
    FloatPointer memory = memories[place];
    if (memory == null || memory.capacity() < numbers) {
      if (memory != null) {
        memory.close();
      }
      memories[place] = new FloatPointer(2 * numbers);
    }
    return memories[place];
  }

  private static void fill(Key key, FloatPointer memory) {
    AttentionSpec spec = key.spec;
    int queries = key.block.queries();
    float[] row = new float[key.block.keys()];
    for (int head = 0; head < spec.heads(); head++) {
      float slope = spec.alibiSlopes() == null ? 0 : spec.alibiSlopes()[head];
      for (int query = 0; query < queries; query++) {
        for (int i = 0; i < row.length; i++) {
          boolean hidden = key.block.hides(query, i, spec.causal());
          row[i] = hidden ? HIDDEN : slope * (key.block.distance(i) - key.unseen);
        }
        memory.position((long) (head * queries + query) * row.length).put(row, 0, row.length);
      }
    }
    memory.position(0);
  }
}
