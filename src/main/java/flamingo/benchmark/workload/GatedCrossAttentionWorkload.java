package flamingo.benchmark.workload;

import flamingo.model.ExecutionPlan;
import flamingo.model.layer.AttentionMass;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.MediaLayout;
import flamingo.model.layer.MediaReader;
import flamingo.model.layer.MediaTokens;
import flamingo.model.layer.Packer;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One gated cross-attention block with its feed-forward part; text sees the image before it.
 *
 * <pre>
 * B = 16 sequences   L = 512 tokens   D = 512   T = 4 images   R visual tokens   8 heads of 64
 * </pre>
 *
 * @param name as the peers call it
 * @param latents R
 */
record GatedCrossAttentionWorkload(String name, int latents) implements Workload {
  private static final int BATCH = 16;
  private static final int LENGTH = 512;
  private static final int WIDTH = 512;
  private static final int IMAGES = 4;
  private static final int HEADS = 8;
  private static final int HEAD_WIDTH = 64;
  private static final int IMAGE_TOKEN = 1;

  @Override
  public String description() {
    return "Gated cross-attention block: %d sequences of %d x %d, %d images of %d tokens each"
        .formatted(BATCH, LENGTH, WIDTH, IMAGES, latents);
  }

  @Override
  public OpenWorkload open(TensorOps ops, ExecutionPlan plan) {
    PlanCheck.noMemory(this, plan);
    PlanCheck.allLayers(this, plan);
    int tokens = PlanCheck.tokens(this, plan, latents);
    PlanCheck.fewerRead(plan, tokens);
    CrossAttentionConfig config =
        new CrossAttentionConfig(WIDTH, WIDTH, HEADS, HEAD_WIDTH, 4, MediaAttention.IMMEDIATE);
    GatedCrossAttention block =
        new GatedCrossAttention(config, RandomWeights.seeded(3), new Packer(ops, plan.precision()));
    INDArray text = RandomInputs.normal(BATCH, LENGTH, WIDTH);
    INDArray media = RandomInputs.normal(BATCH, IMAGES, tokens, WIDTH);
    MediaLayout layout = MediaLayout.of(ids(), IMAGE_TOKEN, IMAGES);
    AttentionMass mass = new AttentionMass();
    Runnable call =
        () -> {
          try (Scope scratch = ops.scope();
              MediaReader reader = MediaReader.of(plan.sparsity(), ops, mass)) {
            INDArray x = ops.create(DataType.FLOAT, BATCH, LENGTH, WIDTH);
            ops.copy(text, x);
            block.addTo(x, new MediaTokens(media), layout, plan.savings(), reader);
          }
        };
    return new OpenWorkload(call, flops(tokens), block.kernel(), mass::share);
  }

  private static int[][] ids() {
    int[][] ids = new int[BATCH][LENGTH];
    for (int[] row : ids) {
      for (int place = 0; place < LENGTH; place += LENGTH / IMAGES) {
        row[place] = IMAGE_TOKEN;
      }
    }
    return ids;
  }

  /** Of all images, as the peers count it, although a token sees one only. */
  private static long flops(long tokens) {
    long inner = HEADS * HEAD_WIDTH;
    long keys = IMAGES * tokens;
    long queryAndOut = 2L * LENGTH * WIDTH * inner;
    long keysAndValues = keys * WIDTH * 2 * inner;
    long attention = 2 * LENGTH * keys * inner;
    long feedForward = 8L * LENGTH * WIDTH * WIDTH;
    return 2 * BATCH * (queryAndOut + keysAndValues + attention + feedForward);
  }
}
