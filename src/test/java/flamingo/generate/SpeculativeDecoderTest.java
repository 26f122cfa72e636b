package flamingo.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.model.Draft;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.MiniFlamingo;
import flamingo.model.ModelPreset;
import flamingo.model.PreparedFlamingo;
import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Weights;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import flamingo.text.WordTokenizer;
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
  private static final WordTokenizer TOKENIZER = WordTokenizer.mini();
  private static final TensorOps OPS = Engines.fastest(1).ops();
  private static final Flamingo MINI = MiniFlamingo.untrained(ModelPreset.MINI, TOKENIZER, OPS);

  /** Ends of chunks are frequent, so that sequences end anywhere in a pass. */
  private static final DecodingRules RULES = new DecodingRules(7, Set.of(1), 24);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void writesWhatGreedyDecodingWrites(int proposals) {
    SplittableRandom random = new SplittableRandom(proposals);
    for (int trial = 0; trial < 40; trial++) {
      int[][] ids = prompts(random);
      INDArray pixels = Nd4j.rand(DataType.FLOAT, ids.length, 1, 3, 64, 64);
      assertThat(decode(MINI, 0, ids, pixels, RULES).tokens())
          .containsExactlyElementsOf(decode(MINI, proposals, ids, pixels, RULES).tokens());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void aDraftThatIsTheModelIsAlwaysRight(int proposals) {
    Weights weights = RandomWeights.seeded(5);
    FlamingoConfig config = ModelPreset.MINI.config(TOKENIZER);
    Flamingo own =
        new Flamingo(config, weights, OPS, new Draft(weights, config.language().layers()));
    DecodingRules endless = new DecodingRules(-1, Set.of(1), 4 * (proposals + 1));
    SplittableRandom random = new SplittableRandom(1);
    int[][] ids = prompts(random);
    INDArray pixels = Nd4j.rand(DataType.FLOAT, ids.length, 1, 3, 64, 64);
    DecodingStatistics statistics = decode(own, proposals, ids, pixels, endless).statistics();
    assertThat(statistics.acceptanceRate()).isEqualTo(1);
    assertThat(statistics.tokensPerPass()).isEqualTo(proposals + 1);
  }

  @Test
  void aDraftOfRandomNumbersIsMostlyWrong() {
    int[][] ids = prompts(new SplittableRandom(1));
    INDArray pixels = Nd4j.rand(DataType.FLOAT, ids.length, 1, 3, 64, 64);
    DecodingStatistics statistics = decode(MINI, 4, ids, pixels, RULES).statistics();
    assertThat(statistics.acceptanceRate()).isBetween(0.0, 0.7);
    assertThat(statistics.passes()).isPositive();
  }

  @Test
  void tokensAreToldInOrderAndCancellingEndsEarly() {
    int[][] ids = {TOKENIZER.encode("<image> output :")};
    INDArray pixels = Nd4j.rand(DataType.FLOAT, 1, 1, 3, 64, 64);
    List<Integer> told = new ArrayList<>();
    DecodingRules endless = new DecodingRules(-1, Set.of(1), 50);
    try (PreparedFlamingo model = MINI.prepare(ExecutionPlan.DENSE.withSpeculation(3));
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
    Flamingo alone = new Flamingo(ModelPreset.MINI.config(TOKENIZER), RandomWeights.seeded(1), OPS);
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
        row[i] = 4 + random.nextInt(TOKENIZER.size() - 4);
      }
      row[random.nextInt(length)] = TOKENIZER.image();
    }
    return ids;
  }
}
