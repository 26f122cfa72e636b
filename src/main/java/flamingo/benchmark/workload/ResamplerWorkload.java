package flamingo.benchmark.workload;

import flamingo.model.ExecutionPlan;
import flamingo.model.PerceiverResampler;
import flamingo.model.ResamplerConfig;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * OpenFlamingo's resampler.
 *
 * <pre>
 * B = 4 images   V = 576 visual features   D = 1024   R latents   8 heads of 64   6 layers
 * </pre>
 *
 * @param name as the peers call it
 * @param latents R
 */
record ResamplerWorkload(String name, int latents) implements Workload {
  private static final int IMAGES = 4;
  private static final int FEATURES = 576;
  private static final int WIDTH = 1024;
  private static final int DEPTH = 6;
  private static final int HEADS = 8;
  private static final int HEAD_WIDTH = 64;

  @Override
  public String description() {
    return "Perceiver Resampler: %d images of %d x %d features, %d layers, %d latents"
        .formatted(IMAGES, FEATURES, WIDTH, DEPTH, latents);
  }

  @Override
  public OpenWorkload open(TensorOps ops, ExecutionPlan plan) {
    PlanCheck.noMemory(this, plan);
    PlanCheck.allRead(this, plan);
    int tokens = PlanCheck.tokens(this, plan, latents);
    int layers = PlanCheck.layers(this, plan, DEPTH);
    ResamplerConfig config = ResamplerConfig.images(WIDTH, DEPTH, HEADS, HEAD_WIDTH, latents);
    PerceiverResampler resampler =
        new PerceiverResampler(config, RandomWeights.seeded(1), ops, plan.precision());
    INDArray features = RandomInputs.normal(IMAGES, 1, 1, FEATURES, WIDTH);
    Runnable call =
        () -> {
          try (Scope scratch = ops.scope()) {
            resampler.forward(features, tokens, layers, plan.savings(), LayerObserver.NONE);
          }
        };
    return new OpenWorkload(call, flops(tokens, layers), resampler.kernel());
  }

  private static long flops(long tokens, long layers) {
    long inner = HEADS * HEAD_WIDTH;
    long keys = FEATURES + tokens;
    long queryAndOut = 2 * tokens * WIDTH * inner;
    long keysAndValues = keys * WIDTH * 2 * inner;
    long attention = 2 * tokens * keys * inner;
    long feedForward = 8L * tokens * WIDTH * WIDTH;
    return 2 * IMAGES * layers * (queryAndOut + keysAndValues + attention + feedForward);
  }
}
