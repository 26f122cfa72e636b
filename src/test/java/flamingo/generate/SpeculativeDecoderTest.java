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
import flamingo.model.Sequence;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SpeculativeDecoderTest {
  private static final int IMAGE = 1;
  private static final int WORDS = 30;
  private static final int TEXTS = 1500;
  private static final int BATCH = 3;

  /** Of drawing texts that look as if they were of another distribution. */
  private static final double CHANCE = 1e-4;

  /** Texts that a chi-square test needs of each kind. */
  private static final double LEAST_MEAN = 5;

  private static final int[] PROMPT = {IMAGE, 9, 4, 9};
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
  private static final Flamingo ALONE = new Flamingo(CONFIG, WEIGHTS, OPS);
  private static final Flamingo SMALL =
      new Flamingo(CONFIG, WEIGHTS, OPS, new Draft.Seeing(RandomWeights.seeded(6), 1));

  /** Ends of chunks are frequent, so that sequences end anywhere in a pass. */
  private static final DecodingRules RULES = DecodingRules.greedy(7, Set.of(IMAGE), 24);

  @ParameterizedTest
  @ValueSource(ints = {ExecutionPlan.ADAPTIVE, 1, 2, 3, 4, 8})
  void writesWhatGreedyDecodingWrites(int proposals) {
    SplittableRandom random = new SplittableRandom(100 + proposals);
    for (int trial = 0; trial < 25; trial++) {
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
        new Flamingo(CONFIG, WEIGHTS, OPS, new Draft.Seeing(WEIGHTS, CONFIG.language().layers()));
    DecodingRules endless = DecodingRules.greedy(-1, Set.of(IMAGE), 4 * (proposals + 1));
    SplittableRandom random = new SplittableRandom(1);
    int[][] ids = prompts(random);
    INDArray pixels = Nd4j.rand(DataType.FLOAT, ids.length, 1, 3, 16, 16);
    DecodingStatistics statistics = decode(own, proposals, ids, pixels, endless).statistics();
    assertThat(statistics.acceptanceRate()).isEqualTo(1);
    assertThat(statistics.tokensPerPass()).isEqualTo(proposals + 1);
  }

  /**
   * Against the probabilities that the model itself gives to every text. Texts of five tokens are
   * written with up to four proposals a pass, of which sequences of a batch accept another number.
   */
  @ParameterizedTest
  @CsvSource({"0, 2", "1, 2", "2, 5", "4, 5"})
  void drawnTextsAreDistributedAsTheModelSays(int proposals, int length) {
    requireDistribution(SMALL, proposals, length);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 5"})
  void soAreDrawnTextsWhoseProposalsWereLookedUp(int proposals, int length) {
    requireDistribution(ALONE, proposals, length);
  }

  private static void requireDistribution(Flamingo flamingo, int proposals, int length) {
    DecodingRules rules =
        DecodingRules.greedy(7, allBut(4, 7, 9), length).with(new Sampling(0.3, 0.95, 17));
    Map<List<Integer>, Integer> drawn = new HashMap<>();
    try (PreparedFlamingo model =
        flamingo.prepare(ExecutionPlan.DENSE.withSpeculation(proposals))) {
      for (int[] text : texts(model, rules)) {
        drawn.merge(Arrays.stream(text).boxed().toList(), 1, Integer::sum);
      }
      Map<List<Integer>, Double> expected = probabilities(model, rules);
      assertThat(expected.keySet()).hasSizeGreaterThan(5).containsAll(drawn.keySet());
      assertThat(pValue(drawn, expected)).isGreaterThan(CHANCE);
    }
  }

  /** Of a chi-square test; texts too rare for it count as one. */
  private static double pValue(
      Map<List<Integer>, Integer> drawn, Map<List<Integer>, Double> expected) {
    double chiSquare = 0;
    double rareMean = 0;
    int rare = 0;
    int cells = 0;
    for (Map.Entry<List<Integer>, Double> text : expected.entrySet()) {
      double mean = TEXTS * text.getValue();
      int count = drawn.getOrDefault(text.getKey(), 0);
      if (mean < LEAST_MEAN) {
        rareMean += mean;
        rare += count;
      } else {
        chiSquare += (count - mean) * (count - mean) / mean;
        cells++;
      }
    }
    if (rareMean >= LEAST_MEAN) {
      chiSquare += (rare - rareMean) * (rare - rareMean) / rareMean;
      cells++;
    }
    return 1 - new ChiSquaredDistribution(cells - 1).cumulativeProbability(chiSquare);
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
    DecodingRules endless = DecodingRules.greedy(-1, Set.of(IMAGE), 50);
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
  void aModelWithoutADraftLooksInThePromptForTheSameText() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 25; trial++) {
      int[][] ids = prompts(random);
      INDArray pixels = Nd4j.rand(DataType.FLOAT, ids.length, 1, 3, 16, 16);
      assertThat(decode(ALONE, 4, ids, pixels, RULES).tokens())
          .containsExactlyElementsOf(decode(ALONE, 0, ids, pixels, RULES).tokens());
    }
  }

  /** In batches, whose texts may keep another number of proposals each. */
  private static List<int[]> texts(PreparedFlamingo model, DecodingRules rules) {
    int[][] ids = new int[BATCH][];
    Arrays.fill(ids, PROMPT);
    List<int[]> texts = new ArrayList<>();
    try (EncodedImages images = model.encodeImages(grey(BATCH))) {
      for (int seed = 0; seed < TEXTS / BATCH; seed++) {
        try (Generation generation = Generation.start(model, ids, null, images)) {
          DecodingRules drawn = rules.with(new Sampling(0.3, 0.95, seed));
          texts.addAll(generation.decode(drawn).tokens());
        }
      }
    }
    return texts;
  }

  /** Of every text that can be written. */
  private static Map<List<Integer>, Double> probabilities(
      PreparedFlamingo model, DecodingRules rules) {
    Map<List<Integer>, Double> texts = new HashMap<>();
    try (EncodedImages images = model.encodeImages(grey(1));
        Sequence sequence = model.start(new int[][] {PROMPT}, null, images)) {
      float[] first = Scores.rows(sequence.logits())[0];
      addTexts(sequence, first, rules, List.of(), 1, texts);
    }
    return texts;
  }

  /** Those that begin with some tokens, which have been read. */
  private static void addTexts(
      Sequence sequence,
      float[] scores,
      DecodingRules rules,
      List<Integer> begun,
      double share,
      Map<List<Integer>, Double> texts) {
    double[] shares = new TokenDistribution(rules, rules.sampling()).of(scores);
    for (int token = 0; token < WORDS; token++) {
      double own = share * shares[token];
      if (own == 0) {
        continue;
      }
      List<Integer> text = new ArrayList<>(begun);
      if (token != rules.endOfChunk()) {
        text.add(token);
      }
      if (token == rules.endOfChunk() || text.size() == rules.maxTokens()) {
        texts.merge(text, own, Double::sum);
      } else {
        float[] next = Scores.rows(sequence.step(new int[] {token}))[0];
        addTexts(sequence, next, rules, text, own, texts);
        sequence.truncate(PROMPT.length + begun.size());
      }
    }
  }

  private static INDArray grey(int count) {
    return Nd4j.valueArrayOf(new long[] {count, 1, 3, 16, 16}, 0.4f, DataType.FLOAT);
  }

  private static Set<Integer> allBut(Integer... allowed) {
    Set<Integer> forbidden = new HashSet<>();
    for (int token = 0; token < WORDS; token++) {
      forbidden.add(token);
    }
    forbidden.removeAll(List.of(allowed));
    return forbidden;
  }

  @Test
  void aDraftOfAnotherVocabularyIsRefused() {
    Weights table =
        Weights.of(Map.of("lang_encoder.transformer.wte.weight", Nd4j.zeros(WORDS + 1, 32)));
    Flamingo mixed = new Flamingo(CONFIG, WEIGHTS, OPS, new Draft.Seeing(table, 1));
    assertThatThrownBy(() -> mixed.prepare(ExecutionPlan.DENSE.withSpeculation(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The draft does not fit this model")
        .hasMessageContaining("31");
  }

  private static Generation.Outcome decode(
      Flamingo flamingo, int proposals, int[][] ids, INDArray pixels, DecodingRules rules) {
    try (PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE.withSpeculation(proposals));
        EncodedImages images = model.encodeImages(pixels);
        Generation generation = Generation.start(model, ids, null, images)) {
      return generation.decode(rules);
    }
  }

  /** One to six prompts of one length, each with an image somewhere. */
  private static int[][] prompts(SplittableRandom random) {
    int length = 1 + random.nextInt(12);
    int[][] ids = new int[1 + random.nextInt(6)][length];
    for (int[] row : ids) {
      for (int i = 0; i < length; i++) {
        row[i] = 3 + random.nextInt(WORDS - 3);
      }
      row[random.nextInt(length)] = IMAGE;
    }
    return ids;
  }
}
