package flamingo.benchmark.workload;

import flamingo.model.ExecutionPlan;
import flamingo.model.PerceiverResampler;
import flamingo.model.ResamplerConfig;
import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.language.LanguageModel;
import flamingo.model.language.Padding;
import flamingo.model.layer.AttentionMass;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.MediaLayout;
import flamingo.model.layer.MediaReader;
import flamingo.model.layer.MediaTokens;
import flamingo.model.layer.Packer;
import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Weights;
import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A whole forward pass at the dimensions of the study's Mini Flamingo: two linear layers for a
 * vision tower, so that an image is one feature; a resampler; three decoder layers with a gated
 * block before each; scores of every position. The decoder layers are this project's, without
 * biases.
 *
 * <pre>
 * B = 2   T = 2 images of 3 x 224 x 224   L = 20 tokens   D = 512   R = 64 latents   V = 50,000
 * </pre>
 */
record StudyMiniFlamingoWorkload() implements Workload {
  private static final int BATCH = 2;
  private static final int IMAGES = 2;
  private static final int LENGTH = 20;
  private static final int PIXELS = 3 * 224 * 224;
  private static final int HIDDEN = 2048;
  private static final int WIDTH = 512;
  private static final int HEADS = 8;
  private static final int HEAD_WIDTH = 64;
  private static final int LATENTS = 64;
  private static final int DEPTH = 4;
  private static final int LAYERS = 3;
  private static final int VOCABULARY = 50_000;
  private static final int IMAGE_TOKEN = 1;

  @Override
  public String name() {
    return "mini-flamingo";
  }

  @Override
  public String description() {
    return "The study's Mini Flamingo: %d sequences of %d tokens, %d images each"
        .formatted(BATCH, LENGTH, IMAGES);
  }

  @Override
  public OpenWorkload open(TensorOps ops, ExecutionPlan plan) {
    PlanCheck.noMemory(this, plan);
    PlanCheck.allLayers(this, plan);
    Model model = new Model(ops, plan, PlanCheck.tokens(this, plan, LATENTS));
    return new OpenWorkload(
        model::forward, flops(model.tokens), model.resampler.kernel(), model.mass::share);
  }

  private static final class Model {
    private final TensorOps ops;
    private final ExecutionPlan plan;
    private final int tokens;
    private final PackedLinear pixelsToHidden;
    private final PackedLinear hiddenToFeature;
    private final PerceiverResampler resampler;
    private final LanguageModel language;
    private final List<GatedCrossAttention> blocks;
    private final INDArray pixels = RandomInputs.normal(BATCH * IMAGES, PIXELS);
    private final int[][] ids = ids();
    private final AttentionMass mass = new AttentionMass();
    private final MediaLayout layout = MediaLayout.of(ids, IMAGE_TOKEN, IMAGES);

    Model(TensorOps ops, ExecutionPlan plan, int tokens) {
      Weights weights = RandomWeights.seeded(6);
      Packer packer = new Packer(ops, plan.precision());
      LanguageConfig sizes =
          LanguageConfig.mpt(LanguageKind.MPT, WIDTH, HEADS, LAYERS, VOCABULARY, LENGTH);
      CrossAttentionConfig block =
          new CrossAttentionConfig(WIDTH, WIDTH, HEADS, HEAD_WIDTH, 4, MediaAttention.IMMEDIATE);
      this.ops = ops;
      this.plan = plan;
      PlanCheck.fewerRead(plan, tokens);
      this.tokens = tokens;
      this.pixelsToHidden = packer.biasedLinear(weights, "vision.0", HIDDEN, PIXELS);
      this.hiddenToFeature = packer.biasedLinear(weights, "vision.2", WIDTH, HIDDEN);
      this.resampler =
          new PerceiverResampler(
              ResamplerConfig.images(WIDTH, DEPTH, HEADS, HEAD_WIDTH, LATENTS),
              weights.under("perceiver"),
              ops,
              plan.precision());
      this.language = new LanguageModel(sizes, weights.under("language"), ops, plan.precision());
      this.blocks =
          IntStream.range(0, LAYERS)
              .mapToObj(i -> new GatedCrossAttention(block, weights.under("block." + i), packer))
              .toList();
    }

    void forward() {
      try (Scope scratch = ops.scope();
          MediaReader reader = MediaReader.of(plan.sparsity(), ops, mass)) {
        Epilogue hidden = Epilogue.activation(Activation.GELU).as(hiddenToFeature.inputType());
        INDArray feature =
            ops.linear(ops.linear(pixels, pixelsToHidden, hidden), hiddenToFeature, Epilogue.NONE);
        INDArray media = // [B, T, R, D]
            resampler.forward(
                feature.reshape('c', BATCH, IMAGES, 1, 1, WIDTH),
                tokens,
                resampler.config().depth(),
                plan.savings(),
                LayerObserver.NONE);
        INDArray x = language.embed(ids);
        language.run(x, Padding.of(null, ids), beforeEachLayer(media, reader));
        language.logits(x);
      }
    }

    private LayerObserver beforeEachLayer(INDArray media, MediaReader reader) {
      return new LayerObserver() {
        @Override
        public void before(int layer, INDArray x) {
          blocks.get(layer).addTo(x, new MediaTokens(media), layout, plan.savings(), reader);
        }

        @Override
        public void after(int layer, INDArray x) {}
      };
    }
  }

  private static int[][] ids() {
    Random random = new Random(7);
    int[][] ids = new int[BATCH][LENGTH];
    for (int[] row : ids) {
      for (int place = 0; place < LENGTH; place++) {
        row[place] =
            place % (LENGTH / IMAGES) == 0 ? IMAGE_TOKEN : 2 + random.nextInt(VOCABULARY - 2);
      }
    }
    return ids;
  }

  private static long flops(long tokens) {
    long inner = HEADS * HEAD_WIDTH;
    long vision = BATCH * IMAGES * ((long) PIXELS * HIDDEN + (long) HIDDEN * WIDTH);
    long keys = tokens + 1;
    long resampler =
        BATCH
            * IMAGES
            * DEPTH
            * (2 * tokens * WIDTH * inner
                + keys * WIDTH * 2 * inner
                + 2 * tokens * keys * inner
                + 8 * tokens * WIDTH * WIDTH);
    long decoder = 12L * LENGTH * WIDTH * WIDTH + (long) LENGTH * LENGTH * WIDTH;
    long block =
        2L * LENGTH * WIDTH * inner
            + IMAGES * tokens * WIDTH * 2 * inner
            + 2L * LENGTH * tokens * inner
            + 8L * LENGTH * WIDTH * WIDTH;
    long scores = (long) LENGTH * WIDTH * VOCABULARY;
    return 2 * (vision + resampler + BATCH * (LAYERS * (decoder + block) + scores));
  }
}
