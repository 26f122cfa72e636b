package flamingo.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.model.Draft;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.PreparedFlamingo;
import flamingo.model.ResamplerConfig;
import flamingo.model.SpecialTokens;
import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Weights;
import flamingo.model.vision.ConvNetConfig;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SpeculativeDecoderTest {
  private static final int IMAGE = 1;
  private static final int WORDS = 30;
  private static final FlamingoConfig CONFIG =
      new FlamingoConfig(
          new ConvNetConfig(16, 24),
          ResamplerConfig.images(24, 1, 2, 8, 4),
          LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 32, 2, 3, WORDS, 128),
          new CrossAttentionConfig(32, 24, 2, 8, 2, MediaAttention.IMMEDIATE),
          1,
          new SpecialTokens(0, IMAGE, 2));
  private static final TensorOps OPS = Engines.fastest(1).ops();
  private static final Weights WEIGHTS = RandomWeights.seeded(5);
  private static final Flamingo SMALL =
      new Flamingo(CONFIG, WEIGHTS, OPS, new Draft(RandomWeights.seeded(6), 1));

  /** Ends of chunks are frequent, so that sequences end anywhere in a pass. */
  private static final DecodingRules RULES = new DecodingRules(7, Set.of(IMAGE), 24);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void writesWhatGreedyDecodingWrites(int proposals) {
    SplittableRandom random = new SplittableRandom(proposals);
    for (int trial = 0; trial < 15; trial++) {
      int[][] ids = prompts(random);
      INDArray pixels = Nd4j.rand(DataType.FLOAT, ids.length, 1, 3, 16, 16);
      assertThat(decode(SMALL, 0, ids, pixels, RULES).tokens())
          .containsExactlyElementsOf(decode(SMALL, proposals, ids, pixels, RULES).tokens());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void aDraftThatIsTheModelIsAlwaysRight(int proposals) {
    Flamingo own =
        new Flamingo(CONFIG, WEIGHTS, OPS, new Draft(WEIGHTS, CONFIG.language().layers()));
    DecodingRules endless = new DecodingRules(-1, Set.of(IMAGE), 4 * (proposals + 1));
    SplittableRandom random = new SplittableRandom(1);
    int[][] ids = prompts(random);
    INDArray pixels = Nd4j.rand(DataType.FLOAT, ids.length, 1, 3, 16, 16);
    DecodingStatistics statistics = decode(own, proposals, ids, pixels, endless).statistics();
    assertThat(statistics.acceptanceRate()).isEqualTo(1);
    assertThat(statistics.tokensPerPass()).isEqualTo(proposals + 1);
  }

  @Test
  void aDraftOfRandomNumbersIsMostlyWrong() {
    int[][] ids = prompts(new SplittableRandom(1));
    INDArray pixels = Nd4j.rand(DataType.FLOAT, ids.length, 1, 3, 16, 16);
    DecodingStatistics statistics = decode(SMALL, 4, ids, pixels, RULES).statistics();
    assertThat(statistics.acceptanceRate()).isBetween(0.0, 0.7);
    assertThat(statistics.passes()).isPositive();
  }

  @Test
  void tokensAreToldInOrderAndCancellingEndsEarly() {
    int[][] ids = {{IMAGE, 8, 9}};
    INDArray pixels = Nd4j.rand(DataType.FLOAT, 1, 1, 3, 16, 16);
    List<Integer> told = new ArrayList<>();
    DecodingRules endless = new DecodingRules(-1, Set.of(IMAGE), 50);
    try (PreparedFlamingo model = SMALL.prepare(ExecutionPlan.DENSE.withSpeculation(3));
        EncodedImages images = model.encodeImages(pixels);
        Generation generation = Generation.start(model, ids, null, images)) {
      Generation.Outcome outcome =
          generation.decode(endless, () -> told.size() > 4, (row, token) -> told.add(token));
      assertThat(outcome.tokens().get(0)).hasSizeBetween(5, 8);
      assertThat(told).hasSize(outcome.tokens().get(0).length);
    }
  }

  @Test
  void aModelWithoutADraftSaysSo() {
    Flamingo alone = new Flamingo(CONFIG, WEIGHTS, OPS);
    assertThatThrownBy(() -> alone.prepare(ExecutionPlan.DENSE.withSpeculation(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no draft");
  }

  private static Generation.Outcome decode(
      Flamingo flamingo, int proposals, int[][] ids, INDArray pixels, DecodingRules rules) {
    try (PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE.withSpeculation(proposals));
        EncodedImages images = model.encodeImages(pixels);
        Generation generation = Generation.start(model, ids, null, images)) {
      return generation.decode(rules);
    }
  }

  /** One to three prompts of one length, each with an image somewhere. */
  private static int[][] prompts(SplittableRandom random) {
    int length = 1 + random.nextInt(12);
    int[][] ids = new int[1 + random.nextInt(3)][length];
    for (int[] row : ids) {
      for (int i = 0; i < length; i++) {
        row[i] = 3 + random.nextInt(WORDS - 3);
      }
      row[random.nextInt(length)] = IMAGE;
    }
    return ids;
  }
}
