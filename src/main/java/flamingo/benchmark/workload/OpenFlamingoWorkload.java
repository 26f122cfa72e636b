package flamingo.benchmark.workload;

import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import flamingo.checkpoint.MachineMemory;
import flamingo.checkpoint.MemoryNeed;
import flamingo.generate.BeamSearch;
import flamingo.generate.Beams;
import flamingo.generate.DecodingRules;
import flamingo.generate.Generation;
import flamingo.generate.PlainDecoder;
import flamingo.model.Conversation;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Sequence;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Floats;
import flamingo.tensor.TensorOps;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model of a released OpenFlamingo's size on random weights, whose speed is that of the trained
 * ones.
 *
 * <pre>
 * S shots   S + 1 images of 224 px   L = 21 (S + 1) tokens   V = 50,280
 * </pre>
 *
 * @param size of the model
 * @param stage what is timed
 * @param shots S
 * @see <a href="https://arxiv.org/abs/2308.01390">OpenFlamingo</a>
 */
record OpenFlamingoWorkload(OpenFlamingoSize size, Stage stage, int shots) implements Workload {
  private static final int TOKENS_A_SHOT = 21;
  private static final int NEW_TOKENS = 24;
  private static final int BEAM_TOKENS = 20;
  private static final int WORDS = 50_000;
  private static final int NEVER = -1;

  /** The parts of an answer. */
  enum Stage {
    /** One image to visual tokens. */
    ENCODE,
    /** Encoded images and a prompt to the scores of the first token. */
    PREFILL,
    /** One further token. */
    DECODE,
    /** All of it, with 24 new tokens. */
    GENERATE,
    /**
     * The same about another image after the same shots, which are kept from question to question.
     */
    QUESTION,
    /** Images, prompt and answer with 20 tokens by beam search, as captions were evaluated. */
    BEAM3_GENERATE;

    /** As workloads are named, for instance {@code beam3-generate}. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Stage named(String text) {
      return valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
    }
  }

  /** What a person would first want to know: a caption after four examples. */
  static OpenFlamingoWorkload usual(OpenFlamingoSize size) {
    return new OpenFlamingoWorkload(size, Stage.BEAM3_GENERATE, 4);
  }

  @Override
  public String name() {
    return "%s-%s-%d".formatted(size.prefix(), stage.text(), stage == Stage.ENCODE ? 1 : shots);
  }

  @Override
  public String description() {
    String what =
        switch (stage) {
          case ENCODE -> "one image to visual tokens";
          case PREFILL -> "prompt of %d shots, images encoded before".formatted(shots);
          case DECODE -> "one token after %d shots".formatted(shots);
          case GENERATE -> "images, prompt and %d tokens, %d shots".formatted(NEW_TOKENS, shots);
          case QUESTION ->
              "a further image and %d tokens, the %d shots known from the question before"
                  .formatted(NEW_TOKENS, shots);
          case BEAM3_GENERATE ->
              "images, prompt and %d tokens of %d beams, %d shots"
                  .formatted(BEAM_TOKENS, Beams.REFERENCE.count(), shots);
        };
    return size.title() + "'s size: " + what;
  }

  @Override
  public OpenWorkload open(TensorOps ops, ExecutionPlan plan) {
    FlamingoConfig config = size.config();
    PlanCheck.noMemory(this, stage == Stage.GENERATE ? plan.withSpeculation(0) : plan);
    PlanCheck.layers(this, plan, config.resampler().depth());
    PlanCheck.tokens(this, plan, config.resampler().latents());
    MemoryNeed.of(config, plan.precision(), shots).requireFree(name(), MachineMemory.read());
    PreparedFlamingo model = new Flamingo(config, RandomWeights.seeded(8), ops).prepare(plan);
    return new OpenWorkload(
        call(model, ops),
        flops(model.visualTokens()),
        model.kernel(),
        model::attentionKept,
        () -> scores(model));
  }

  /** Of the first new token, [V]. */
  private float[] scores(PreparedFlamingo model) {
    try (Sequence sequence = model.start(ids(), null, pixels(model))) {
      return Floats.of(sequence.logits());
    }
  }

  /** [1, S + 1, 3, side, side]. */
  private INDArray pixels(PreparedFlamingo model) {
    int side = model.config().vision().imageSize();
    return RandomInputs.normal(1, shots + 1L, 3, side, side);
  }

  private Runnable call(PreparedFlamingo model, TensorOps ops) {
    int side = model.config().vision().imageSize();
    INDArray pixels = pixels(model);
    int[][] ids = ids();
    return switch (stage) {
      case ENCODE ->
          () -> {
            try (var scratch = ops.scope()) {
              model.encode(pixels.reshape('c', 1, 3, side, side));
            }
          };
      case PREFILL -> {
        INDArray tokens = model.encode(pixels.reshape('c', shots + 1L, 3, side, side));
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
      case GENERATE ->
          () -> {
            try (Sequence sequence = model.start(ids, null, pixels)) {
              Generation.continuing(model, ids[0], sequence).decode(rules(NEW_TOKENS));
            }
          };
      case QUESTION -> questions(model, ids, pixels);
      case BEAM3_GENERATE ->
          () -> {
            try (Sequence sequence = model.start(ids, null, pixels)) {
              new BeamSearch(rules(BEAM_TOKENS).with(Beams.REFERENCE)).decode(sequence);
            }
          };
    };
  }

  /** Two images take turns as the last one, so that each call asks about another than the last. */
  private Runnable questions(PreparedFlamingo model, int[][] ids, INDArray pixels) {
    INDArray other = pixels.dup('c');
    other.get(point(0), point(shots)).negi();
    Iterator<INDArray> turns =
        Stream.iterate(List.of(pixels, other), List::copyOf).flatMap(List::stream).iterator();
    Conversation conversation = new Conversation(model);
    return () ->
        new PlainDecoder(rules(NEW_TOKENS)).decode(conversation.read(ids[0], turns.next()));
  }

  /** As many tokens whatever they are, as the peers write them. */
  private DecodingRules rules(int tokens) {
    return DecodingRules.greedy(NEVER, Set.of(size.config().specialTokens().image()), tokens);
  }

  private int[][] ids() {
    Random random = new Random(9);
    int[][] ids = {random.ints((shots + 1L) * TOKENS_A_SHOT, 0, WORDS).toArray()};
    for (int place = 0; place < ids[0].length; place += TOKENS_A_SHOT) {
      ids[0][place] = size.config().specialTokens().image();
    }
    return ids;
  }

  /** Of the products as the peers count them; 0 where they do not. */
  private long flops(long visualTokens) {
    if (stage != Stage.PREFILL) {
      return 0;
    }
    FlamingoConfig config = size.config();
    long length = (shots + 1L) * TOKENS_A_SHOT;
    long images = shots + 1L;
    long width = config.language().width();
    long decoder = 12 * width * width * length + 2 * length * length * width;
    long block =
        length * (2 * width * 512 + 8 * width * width)
            + visualTokens * images * 1024 * 1024
            + 2 * length * visualTokens * images * 512;
    return 2
        * (config.language().layers() * decoder
            + config.blocks() * block
            + config.language().vocabulary() * width * length);
  }
}
