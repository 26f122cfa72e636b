package flamingo.tensor.onednn;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Span;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

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
   * @param blocks of all samples, counted from their first query and key, wherever they lie
   */
  private record Key(AttentionSpec spec, List<Span> blocks, int unseen) {
    Span first() {
      return blocks.get(0);
    }

    /** Of one sample. */
    long numbers() {
      return (long) spec.heads() * first().queries() * first().keys();
    }
  }

  private final Key[] known = new Key[KEPT];
  private final FloatPointer[] memories = new FloatPointer[KEPT];
  private int latest;

  /**
   * Where the bias [samples, H, queries, keys] lies; 0 if there is none to add. It stays there
   * until others are asked for.
   *
   * @param unseen keys after the last one, which the bias counts but the scores leave out
   */
  long address(AttentionSpec spec, SpanGroup group, int unseen) {
    boolean hides = group.spans().stream().anyMatch(span -> hides(spec, span));
    if (!hides && spec.alibiSlopes() == null) {
      return 0;
    }
    Key key = new Key(spec, group.spans().stream().map(Span::fromZero).toList(), unseen);
    for (int i = 0; i < KEPT; i++) {
      int place = (latest + i) % KEPT;
      if (key.equals(known[place])) {
        return memories[place].address();
      }
    }
    latest = (latest + KEPT - 1) % KEPT;
    known[latest] = key;
    fill(key, room(latest, key.numbers() * key.blocks().size()));
    return memories[latest].address();
  }

  private static boolean hides(AttentionSpec spec, Span block) {
    return block.isMasked() || block.branches() != null || (spec.causal() && block.queries() > 1);
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
    for (int sample = 0; sample < key.blocks.size(); sample++) {
      memory.position(sample * key.numbers());
      if (sample > 0 && key.blocks.get(sample).equals(key.first())) {
        long bytes = key.numbers() * Float.BYTES;
        Address first = new Address().at(memory.address());
        Pointer.memcpy(new Address().at(memory.address() + sample * bytes), first, bytes);
      } else {
        fill(key, key.blocks.get(sample), memory);
      }
    }
    memory.position(0);
  }

  private static void fill(Key key, Span block, FloatPointer memory) {
    AttentionSpec spec = key.spec;
    long start = memory.position();
    int queries = block.queries();
    float[] row = new float[block.keys()];
    for (int head = 0; head < spec.heads(); head++) {
      float slope = spec.alibiSlopes() == null ? 0 : spec.alibiSlopes()[head];
      for (int query = 0; query < queries; query++) {
        for (int i = 0; i < row.length; i++) {
          boolean hidden = block.hides(query, i, spec.causal());
          row[i] = hidden ? HIDDEN : slope * (block.distance(i) - key.unseen);
        }
        memory.position(start + (long) (head * queries + query) * row.length);
        memory.put(row, 0, row.length);
      }
    }
  }
}
