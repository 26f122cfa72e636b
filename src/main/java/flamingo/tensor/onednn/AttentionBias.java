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
   * @param seenFrom first key that is not masked, counted from the block's first
   */
  private record Key(
      AttentionSpec spec, int queries, int keys, int unseen, int seenFrom, int seenTo) {
    long numbers() {
      return (long) spec.heads() * queries * keys;
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
    boolean hides = block.isMasked() || (spec.causal() && block.queries() > 1);
    if (!hides && spec.alibiSlopes() == null) {
      return 0;
    }
    int first = block.keyFrom();
    Key key =
        new Key(
            spec,
            block.queries(),
            block.keys(),
            unseen,
            block.seenFrom() - first,
            block.seenTo() - first);
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
    float[] row = new float[key.keys];
    for (int head = 0; head < spec.heads(); head++) {
      float slope = spec.alibiSlopes() == null ? 0 : spec.alibiSlopes()[head];
      for (int query = 0; query < key.queries; query++) {
        int seenTo = spec.causal() ? key.keys - key.queries + query + 1 : key.seenTo;
        for (int place = 0; place < key.keys; place++) {
          boolean hidden = place < key.seenFrom || place >= seenTo;
          row[place] = hidden ? HIDDEN : slope * (place - (key.keys + key.unseen - 1));
        }
        memory.position((long) (head * key.queries + query) * key.keys).put(row, 0, key.keys);
      }
    }
    memory.position(0);
  }
}
