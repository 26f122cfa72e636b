package flamingo.benchmark.workload;

import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.PreparedFlamingo;
import flamingo.model.ResamplerConfig;
import flamingo.model.Sequence;
import flamingo.model.SpecialTokens;
import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.TensorOps;
import java.util.Locale;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model of OpenFlamingo-3B's size: ViT-L/14, MPT-1B and a gated block before each of its layers.
 *
 * <pre>
 * S shots   S + 1 images of 224 px   L = 21 (S + 1) tokens   D = 2048   24 layers   V = 50,280
 * </pre>
 *
 * @param stage what is timed
 * @param shots S
 * @see <a href="https://arxiv.org/abs/2308.01390">OpenFlamingo</a>
 */
record OpenFlamingoWorkload(Stage stage, int shots) implements Workload {
  /** The parts of an answer. */
  enum Stage {
    /** One image to visual tokens. */
    ENCODE,
    /** Encoded images and a prompt to the scores of the first token. */
    PREFILL,
    /** One further token. */
    DECODE,
    /** All of it, with 24 new tokens. */
    GENERATE;

    static Stage named(String prefix) {
      return valueOf(prefix.substring(PREFIX.length()).toUpperCase(Locale.ROOT));
    }
  }

  private static final String PREFIX = "of3b-";
  private static final int TOKENS_A_SHOT = 21;
  private static final int NEW_TOKENS = 24;
  private static final int WORDS = 50_000;
  private static final int VOCABULARY = 50_280;
  private static final SpecialTokens SPECIAL = new SpecialTokens(50_277, 50_278, 50_279);
  private static final FlamingoConfig CONFIG =
      new FlamingoConfig(
          VisionWorkload.VIT_L_14,
          ResamplerConfig.images(1024, 6, 8, 64, 64),
          LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 2048, 16, 24, VOCABULARY, 2048),
          new CrossAttentionConfig(2048, 1024, 8, 64, 4, MediaAttention.IMMEDIATE),
          1,
          SPECIAL);

  @Override
  public String name() {
    String name = PREFIX + stage.name().toLowerCase(Locale.ROOT) + "-";
    return name + (stage == Stage.ENCODE ? 1 : shots);
  }

  @Override
  public String description() {
    String what =
        switch (stage) {
          case ENCODE -> "one image to visual tokens";
          case PREFILL -> "prompt of %d shots, images encoded before".formatted(shots);
          case DECODE -> "one token after %d shots".formatted(shots);
          case GENERATE -> "images, prompt and %d tokens, %d shots".formatted(NEW_TOKENS, shots);
        };
    return "OpenFlamingo-3B's size: " + what;
  }

  @Override
  public OpenWorkload open(TensorOps ops, ExecutionPlan plan) {
    PlanCheck.noMemory(this, plan);
    PlanCheck.layers(this, plan, CONFIG.resampler().depth());
    PlanCheck.tokens(this, plan, CONFIG.resampler().latents());
    long embedding = (long) VOCABULARY * CONFIG.language().width() * Float.BYTES;
    MemoryCheck.requireFree(
        name(), CONFIG.parameters() * plan.precision().bitsPerWeight() / Byte.SIZE + embedding);
    PreparedFlamingo model = new Flamingo(CONFIG, RandomWeights.seeded(8), ops).prepare(plan);
    return new OpenWorkload(call(model, ops), flops(model.visualTokens()), model.kernel());
  }

  private Runnable call(PreparedFlamingo model, TensorOps ops) {
    int size = CONFIG.vision().imageSize();
    INDArray pixels = RandomInputs.normal(1, shots + 1L, 3, size, size);
    int[][] ids = ids();
    return switch (stage) {
      case ENCODE ->
          () -> {
            try (var scratch = ops.scope()) {
              model.encode(pixels.reshape('c', 1, 3, size, size));
            }
          };
      case PREFILL -> {
        INDArray tokens = model.encode(pixels.reshape('c', shots + 1L, 3, size, size));
        yield () -> {
          try (EncodedImages images = model.project(tokens);
              Sequence sequence = model.start(ids, null, images)) {
            sequence.logits();
          }
        };
      }
      case DECODE -> {
        Sequence sequence = model.start(ids, null, pixels);
        yield () -> {
          sequence.step(new int[] {1});
          sequence.truncate(ids[0].length);
        };
      }
      case GENERATE -> () -> generate(model, ids, pixels);
    };
  }

  private static void generate(PreparedFlamingo model, int[][] ids, INDArray pixels) {
    try (Sequence sequence = model.start(ids, null, pixels)) {
      for (int token = 1; token < NEW_TOKENS; token++) {
        sequence.step(new int[] {token});
      }
    }
  }

  private int[][] ids() {
    Random random = new Random(9);
    int[][] ids = {random.ints((shots + 1L) * TOKENS_A_SHOT, 0, WORDS).toArray()};
    for (int place = 0; place < ids[0].length; place += TOKENS_A_SHOT) {
      ids[0][place] = SPECIAL.image();
    }
    return ids;
  }

  /** Of the products as the peers count them; 0 where they do not. */
  private long flops(long visualTokens) {
    if (stage != Stage.PREFILL) {
      return 0;
    }
    long length = (shots + 1L) * TOKENS_A_SHOT;
    long images = shots + 1L;
    long width = CONFIG.language().width();
    long layers = CONFIG.language().layers();
    long decoder = 12 * width * width * length + 2 * length * length * width;
    long block =
        length * (2 * width * 512 + 8 * width * width)
            + visualTokens * images * 1024 * 1024
            + 2 * length * visualTokens * images * 512;
    return 2 * (layers * (decoder + block) + VOCABULARY * width * length);
  }
}
