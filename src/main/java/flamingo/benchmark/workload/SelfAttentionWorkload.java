package flamingo.benchmark.workload;

import flamingo.model.DirectSelfAttention;
import flamingo.model.ExecutionPlan;
import flamingo.model.ResamplerConfig;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Self-attention among all visual features, which a resampler replaces.
 *
 * <pre>
 * B = 4 images   N = 576 visual features   D = 1024   8 heads of 64   6 layers
 * </pre>
 */
record SelfAttentionWorkload() implements Workload {
  private static final int IMAGES = 4;
  private static final int FEATURES = 576;
  private static final int WIDTH = 1024;
  private static final int DEPTH = 6;
  private static final int HEADS = 8;
  private static final int HEAD_WIDTH = 64;
  private static final int NO_LATENTS_OF_ITS_OWN = 1;

  @Override
  public String name() {
    return "self-attention-576";
  }

  @Override
  public String description() {
    return "Self-attention instead of a resampler: %d images of %d x %d features, %d layers"
        .formatted(IMAGES, FEATURES, WIDTH, DEPTH);
  }

  @Override
  public OpenWorkload open(TensorOps ops, ExecutionPlan plan) {
    PlanCheck.noMemory(this, plan);
    PlanCheck.noResampler(this, plan);
    ResamplerConfig sizes =
        ResamplerConfig.images(WIDTH, DEPTH, HEADS, HEAD_WIDTH, NO_LATENTS_OF_ITS_OWN);
    DirectSelfAttention layers =
        new DirectSelfAttention(sizes, RandomWeights.seeded(2), ops, plan.precision());
    INDArray features = RandomInputs.normal(IMAGES, FEATURES, WIDTH);
    Runnable call =
        () -> {
          try (Scope scratch = ops.scope()) {
            layers.forward(features);
          }
        };
    return new OpenWorkload(call, flops(), layers.kernel());
  }

  private static long flops() {
    long inner = HEADS * HEAD_WIDTH;
    long projections = 4L * FEATURES * WIDTH * inner;
    long attention = 2L * FEATURES * FEATURES * inner;
    long feedForward = 8L * FEATURES * WIDTH * WIDTH;
    return 2 * IMAGES * DEPTH * (projections + attention + feedForward);
  }
}
