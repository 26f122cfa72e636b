package flamingo.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import flamingo.model.vision.TransformerConfig;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BeamSearchTest {
  private static final int END = 0;
  private static final int IMAGE = 1;
  private static final int PADDING = 2;
  private static final SpecialTokens SPECIAL = new SpecialTokens(END, IMAGE, PADDING);
  private static final int[][] IDS = {{IMAGE, 5, 4, IMAGE, 3}, {PADDING, PADDING, IMAGE, 4, 5}};
  private static final int[][] MASK = {{1, 1, 1, 1, 1}, {0, 0, 1, 1, 1}};
  private static final INDArray PIXELS = Nd4j.rand(DataType.FLOAT, 4, 3, 8, 8).subi(0.5);

  static Stream<Arguments> models() {
    return Stream.of(Engines.reference(1).ops(), Engines.fastest(1).ops())
        .flatMap(
            ops -> Stream.of(LanguageKind.values()).map(kind -> Arguments.arguments(ops, kind)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyBranchReadsWhatItWouldReadAlone(TensorOps ops, LanguageKind kind) {
    PreparedFlamingo model = model(ops, kind, 12);
    Random random = new Random(3);
    int[][][] texts = new int[2][3][0];
    try (Sequence sequence = model.start(IDS, MASK, PIXELS.reshape(2, 2, 3, 8, 8))) {
      for (int step = 0; step < 4; step++) {
        int[][] tokens = new int[2][3];
        int[][] parents = new int[2][3];
        int[][][] longer = new int[2][3][step + 1];
        for (int row = 0; row < 2; row++) {
          for (int branch = 0; branch < 3; branch++) {
            tokens[row][branch] = 3 + random.nextInt(9);
            parents[row][branch] = random.nextInt(3);
            int[] before = texts[row][parents[row][branch]];
            System.arraycopy(before, 0, longer[row][branch], 0, step);
            longer[row][branch][step] = tokens[row][branch];
          }
        }
        texts = longer;
        float[][] scores = Scores.rows(sequence.branch(tokens, parents));
        for (int i = 0; i < scores.length; i++) {
          assertThat(scores[i]).containsExactly(alone(model, i / 3, texts[i / 3][i % 3]), within());
        }
      }
      sequence.truncate(IDS[0].length);
      assertThat(sequence.length()).isEqualTo(IDS[0].length);
    }
  }

  @Test
  void enoughBeamsFindTheLikeliestTextOfAll() {
    PreparedFlamingo model = model(Engines.fastest(1).ops(), LanguageKind.MPT, 6);
    DecodingRules rules = DecodingRules.asReference(SPECIAL, 3);
    try (Sequence sequence = model.start(IDS, MASK, PIXELS.reshape(2, 2, 3, 8, 8))) {
      BeamSearch.Outcome found = new BeamSearch(rules.with(new Beams(36, 0))).decode(sequence);

      for (int row = 0; row < 2; row++) {
        try (Sequence single = alone(model, row)) {
          double best = likeliest(single, Scores.rows(single.logits())[0], 3);
          assertThat(found.scores()[row]).isCloseTo(best, Offset.offset(1e-4));
        }
      }
    }
  }

  @Test
  void oneBeamIsGreedyDecoding() {
    PreparedFlamingo model = model(Engines.fastest(1).ops(), LanguageKind.GPT_NEOX, 12);
    DecodingRules rules = DecodingRules.forText(SPECIAL, 9);
    try (Sequence sequence = model.start(IDS, MASK, PIXELS.reshape(2, 2, 3, 8, 8))) {
      List<int[]> one = new BeamSearch(rules).decode(sequence).tokens();

      assertThat(one.toArray(int[][]::new))
          .isDeepEqualTo(new PlainDecoder(rules).decode(sequence).tokens().toArray(int[][]::new));
    }
  }

  @Test
  void aFullContextSaysHowManyTokensFit() {
    PreparedFlamingo model = model(Engines.fastest(1).ops(), LanguageKind.MPT, 12);
    DecodingRules rules = DecodingRules.forText(new SpecialTokens(99, IMAGE, PADDING), 60);
    try (Sequence sequence = model.start(IDS, MASK, PIXELS.reshape(2, 2, 3, 8, 8))) {
      assertThatThrownBy(() -> new BeamSearch(rules.with(Beams.REFERENCE)).decode(sequence))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("5 tokens", "59 more", "at most 24");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "65, 0", "3, NaN"})
  void wrongSettingsAreRefused(int beams, double lengthPenalty) {
    assertThatThrownBy(() -> new Beams(beams, lengthPenalty))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void beamsAreNotDrawnAtRandom() {
    DecodingRules drawn = DecodingRules.forText(SPECIAL, 3).with(new Sampling(1, 1, 1));

    assertThatThrownBy(() -> drawn.with(Beams.REFERENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use a temperature of 0");
  }

  /** Sum of log-probabilities of the best text of at most so many tokens, all of them tried. */
  private static double likeliest(Sequence sequence, float[] scores, int tokens) {
    double best = Scores.logProbability(scores, END);
    for (int token = PADDING; token < scores.length; token++) {
      double sum = Scores.logProbability(scores, token);
      if (tokens > 1) {
        int length = sequence.length();
        sum += likeliest(sequence, Scores.rows(sequence.step(new int[] {token}))[0], tokens - 1);
        sequence.truncate(length);
      }
      best = Math.max(best, sum);
    }
    return best;
  }

  private static float[] alone(PreparedFlamingo model, int row, int[] text) {
    try (Sequence sequence = alone(model, row)) {
      float[][] scores = sequence.extend(new int[][] {text}, Scores::rows);
      return scores[text.length - 1];
    }
  }

  /** One prompt without its padding. */
  private static Sequence alone(PreparedFlamingo model, int row) {
    int padding = (int) Arrays.stream(MASK[row]).filter(real -> real == 0).count();
    int[] ids = Arrays.copyOfRange(IDS[row], padding, IDS[row].length);
    return model.start(
        new int[][] {ids}, null, PIXELS.reshape(2, 2, 3, 8, 8).slice(row).reshape(1, 2, 3, 8, 8));
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-5f);
  }

  private static PreparedFlamingo model(TensorOps ops, LanguageKind kind, int vocabulary) {
    LanguageConfig language =
        kind == LanguageKind.GPT_NEOX
            ? LanguageConfig.neox(32, 4, 2, 64, vocabulary, 24)
            : LanguageConfig.mpt(kind, 32, 4, 2, vocabulary, 24);
    FlamingoConfig config =
        new FlamingoConfig(
            new TransformerConfig(8, 4, 16, 1, 2, 32, 8),
            ResamplerConfig.images(16, 1, 2, 8, 4),
            language,
            new CrossAttentionConfig(32, 16, 2, 8, 2, MediaAttention.IMMEDIATE),
            1,
            SPECIAL);
    return new Flamingo(config, RandomWeights.seeded(4), ops).prepare(ExecutionPlan.DENSE);
  }
}
