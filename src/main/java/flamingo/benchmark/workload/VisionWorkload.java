package flamingo.benchmark.workload;

import flamingo.model.ExecutionPlan;
import flamingo.model.layer.RandomWeights;
import flamingo.model.vision.TransformerConfig;
import flamingo.model.vision.VisionTransformer;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * CLIP's ViT-L/14.
 *
 * <pre>
 * S = 224 px   P = 256 patches   D = 1024   24 layers   16 heads
 * </pre>
 *
 * @param images of a call, B
 */
record VisionWorkload(int images) implements Workload {
  static final TransformerConfig VIT_L_14 = new TransformerConfig(224, 14, 1024, 24, 16, 4096, 768);

  private static final int CHANNELS = 3;

  @Override
  public String name() {
    return "vit-l14-" + images;
  }

  @Override
  public String description() {
    return "CLIP ViT-L/14 vision tower: %d images of %d px".formatted(images, VIT_L_14.imageSize());
  }

  @Override
  public OpenWorkload open(TensorOps ops, ExecutionPlan plan) {
    PlanCheck.noMemory(this, plan);
    PlanCheck.noResampler(this, plan);
    VisionTransformer tower =
        new VisionTransformer(VIT_L_14, RandomWeights.seeded(5), ops, plan.precision());
    int size = VIT_L_14.imageSize();
    INDArray pixels = RandomInputs.normal(images, CHANNELS, size, size);
    Runnable call =
        () -> {
          try (Scope scratch = ops.scope()) {
            tower.features(pixels);
          }
        };
    return new OpenWorkload(call, flops(), tower.kernel());
  }

  private long flops() {
    long width = VIT_L_14.width();
    long tokens = VIT_L_14.patches() + 1L;
    long layer = 12 * tokens * width * width + 2 * tokens * tokens * width;
    long patch = 3L * VIT_L_14.patchSize() * VIT_L_14.patchSize();
    return 2 * images * (VIT_L_14.layers() * layer + VIT_L_14.patches() * patch * width);
  }
}
