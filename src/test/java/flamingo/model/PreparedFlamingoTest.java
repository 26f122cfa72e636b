package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Sparsity;
import flamingo.model.vision.TransformerConfig;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PreparedFlamingoTest {
  private static final int IMAGE = 1;
  private static final long ROOM = 1 << 22;
  private static final FlamingoConfig CONFIG =
      new FlamingoConfig(
          new TransformerConfig(8, 4, 16, 1, 2, 32, 8),
          ResamplerConfig.images(16, 2, 2, 8, 6),
          LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 32, 4, 4, 20, 64),
          new CrossAttentionConfig(32, 16, 2, 8, 2, MediaAttention.IMMEDIATE),
          2,
          new SpecialTokens(0, IMAGE, 2));

  private final TensorOps ops = Engines.fastest(1).ops();
  private final Flamingo flamingo = new Flamingo(CONFIG, RandomWeights.seeded(4), ops);

  @ParameterizedTest
  @EnumSource(CacheLevel.class)
  void theCacheChangesNoAnswer(CacheLevel level) {
    ExecutionPlan plan =
        level == CacheLevel.OFF ? ExecutionPlan.DENSE : ExecutionPlan.DENSE.withCache(level, ROOM);
    int[][] ids = {{IMAGE, 5, 6, IMAGE, 7}, {IMAGE, 8, IMAGE, 9, 10}};
    INDArray pixels = pixels(1, 2, 2);
    INDArray without = logits(flamingo.prepare(ExecutionPlan.DENSE), ids, pixels);
    try (PreparedFlamingo cached = flamingo.prepare(plan)) {
      INDArray cold = logits(cached, ids, pixels);
      INDArray warm = logits(cached, ids, pixels);

      assertThat(relative(cold, without)).isLessThan(1e-6);
      assertThat(warm).isEqualTo(cold);
      boolean on = level != CacheLevel.OFF;
      assertThat(cached.cache().misses()).isEqualTo(on ? 4 : 0);
      assertThat(cached.cache().hits()).isEqualTo(on ? 4 : 0);
      assertThat(cached.cache().bytes() > 0).isEqualTo(on);
    }
  }

  @ParameterizedTest
  @EnumSource(ExactSaving.class)
  void everySavingGivesWhatTheReferenceGivesWithoutIt(ExactSaving saving) {
    Flamingo reference = new Flamingo(CONFIG, RandomWeights.seeded(4), Engines.reference(1).ops());
    ExecutionPlan nothing = ExecutionPlan.DENSE;
    for (ExactSaving each : ExactSaving.values()) {
      nothing = nothing.without(each);
    }
    int[][] ids = {{IMAGE, 5, 6, IMAGE, 7}, {IMAGE, 8, IMAGE, 9, 10}};
    INDArray pixels = pixels(11, 2, 2);
    INDArray expected = continued(reference.prepare(nothing), ids, pixels);

    assertThat(relative(continued(flamingo.prepare(nothing), ids, pixels), expected))
        .isLessThan(1e-5);
    assertThat(
            relative(
                continued(flamingo.prepare(ExecutionPlan.DENSE.without(saving)), ids, pixels),
                expected))
        .isLessThan(1e-5);
    for (Set<ExactSaving> savings :
        List.of(ExactSaving.usual(), ExactSaving.all(), Set.of(saving))) {
      PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE.withSavings(savings));
      assertThat(relative(continued(model, ids, pixels), expected)).isLessThan(1e-5);
    }
  }

  /** Scores after the prompt and after a further token, side by side. */
  private static INDArray continued(PreparedFlamingo model, int[][] ids, INDArray pixels) {
    try (Sequence sequence = model.start(ids, null, pixels)) {
      INDArray first = sequence.logits().dup('c');
      return Nd4j.concat(1, first, sequence.step(new int[] {9, 3}).dup('c'));
    }
  }

  @Test
  void theFirstPassIsColdAndAnImageThatComesTwiceIsComputedOnce() {
    try (PreparedFlamingo cached =
        flamingo.prepare(ExecutionPlan.DENSE.withCache(CacheLevel.TOKENS, ROOM))) {
      INDArray one = pixels(3, 1, 1).slice(0);
      INDArray twice = Nd4j.concat(0, one, one);

      INDArray tokens = cached.encode(twice);

      assertThat(cached.cache()).extracting("hits", "misses").containsExactly(1L, 1L);
      assertThat(tokens.slice(0)).isEqualTo(tokens.slice(1));
      cached.encode(one.add(1e-3));
      assertThat(cached.cache().misses()).isEqualTo(2);
    }
    try (PreparedFlamingo again =
        flamingo.prepare(ExecutionPlan.DENSE.withCache(CacheLevel.TOKENS, ROOM))) {
      assertThat(again.cache()).isEqualTo(CacheStatistics.NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("smallCaches")
  void aCacheWithoutRoomStaysWithinItsBytesAndIsRight(int kilobytes, CacheLevel level) {
    long bytes = kilobytes * 1024L;
    PreparedFlamingo dense = flamingo.prepare(ExecutionPlan.DENSE);
    try (PreparedFlamingo cached = flamingo.prepare(ExecutionPlan.DENSE.withCache(level, bytes))) {
      for (int request = 0; request < 12; request++) {
        INDArray pixels = pixels(request % 7, 1, 2);
        INDArray tokens = cached.encode(pixels.slice(0));
        assertThat(relative(tokens, dense.encode(pixels.slice(0)))).isLessThan(1e-6);
        assertThat(cached.cache().bytes()).isLessThanOrEqualTo(bytes);
      }
      CacheStatistics statistics = cached.cache();
      assertThat(statistics.hits() + statistics.misses()).isEqualTo(24);
      assertThat(statistics.hits()).isLessThanOrEqualTo(10);
    }
  }

  static Stream<Arguments> smallCaches() {
    return IntStream.rangeClosed(1, 8)
        .boxed()
        .flatMap(
            kilobytes ->
                Stream.of(CacheLevel.values())
                    .filter(level -> level != CacheLevel.OFF)
                    .map(level -> Arguments.of(kilobytes, level)));
  }

  @Test
  void smallCachesEvict() {
    try (PreparedFlamingo cached =
        flamingo.prepare(ExecutionPlan.DENSE.withCache(CacheLevel.KV, 2048))) {
      for (int seed = 0; seed < 9; seed++) {
        cached.encode(pixels(seed, 1, 1).slice(0));
      }
      assertThat(cached.cache().evictions()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("continuations")
  void continuingEqualsReadingEverythingAtOnce(int steps, int padding) {
    PreparedFlamingo prepared = flamingo.prepare(ExecutionPlan.DENSE);
    int[] prompt = {5, IMAGE, 6, 7, IMAGE, 8};
    int[] further = {9, 10, 11, 12};
    int length = padding + prompt.length;
    int[][] ids = {new int[length]};
    int[][] mask = {new int[length]};
    int[][] all = {new int[prompt.length + steps]};
    System.arraycopy(prompt, 0, ids[0], padding, prompt.length);
    System.arraycopy(prompt, 0, all[0], 0, prompt.length);
    System.arraycopy(further, 0, all[0], prompt.length, steps);
    Arrays.fill(mask[0], padding, length, 1);
    INDArray pixels = pixels(8, 1, 2);
    INDArray whole = prepared.forward(all, null, pixels, LayerObserver.NONE);

    try (Sequence sequence = prepared.start(ids, mask, pixels)) {
      for (int step = 0; step < steps; step++) {
        INDArray expected = whole.slice(0).slice(prompt.length - 1L + step);
        assertThat(relative(sequence.logits().slice(0), expected)).isLessThan(1e-4);
        sequence.step(new int[] {further[step]});
      }
      assertThat(sequence.length()).isEqualTo(length + steps);
      sequence.truncate(length);
      int[][] chunk = {Arrays.copyOf(further, steps)};
      INDArray last = sequence.extend(chunk, INDArray::dup).slice(0).slice(steps - 1L);
      assertThat(relative(last, whole.slice(0).slice(prompt.length - 1L + steps))).isLessThan(1e-4);
    }
  }

  static Stream<Arguments> continuations() {
    return IntStream.rangeClosed(1, 4)
        .boxed()
        .flatMap(
            steps -> IntStream.rangeClosed(0, 3).mapToObj(padding -> Arguments.of(steps, padding)));
  }

  @Test
  void rowsOfABatchDoNotMeet() {
    PreparedFlamingo prepared = flamingo.prepare(ExecutionPlan.DENSE);
    int[][] ids = {{IMAGE, 5, 6}, {3, IMAGE, 9}};
    INDArray pixels = pixels(2, 2, 1);
    INDArray together = logits(prepared, ids, pixels);
    for (int row = 0; row < 2; row++) {
      INDArray own = pixels.slice(row).dup().reshape(1, 1, 3, 8, 8);
      INDArray alone = logits(prepared, new int[][] {ids[row]}, own);
      assertThat(relative(together.slice(row), alone.slice(0))).isLessThan(1e-5);
    }
  }

  @Test
  void textWithoutImagesNeedsNoPixels() {
    int[][] ids = {{5, 6, 7}};
    PreparedFlamingo prepared = flamingo.prepare(ExecutionPlan.DENSE);
    INDArray unseen = logits(prepared, ids, pixels(1, 1, 1));

    try (Sequence sequence = prepared.start(ids, null, (INDArray) null)) {
      assertThat(relative(sequence.logits(), unseen)).isLessThan(1e-6);
    }
  }

  @Test
  void thePlanChangesTheAnswerAsLittleAsItShould() {
    int[][] ids = {{IMAGE, 5, 6, 7}};
    INDArray pixels = pixels(1, 1, 1);
    INDArray dense = logits(flamingo.prepare(ExecutionPlan.DENSE), ids, pixels);
    INDArray half =
        logits(flamingo.prepare(ExecutionPlan.DENSE.withPrecision(Precision.BF16)), ids, pixels);
    INDArray fewer = logits(flamingo.prepare(ExecutionPlan.DENSE.withVisualTokens(2)), ids, pixels);
    INDArray all = logits(flamingo.prepare(ExecutionPlan.DENSE.withVisualTokens(6)), ids, pixels);

    assertThat(relative(half, dense)).isBetween(1e-5, 5e-2);
    assertThat(relative(fewer, dense)).isGreaterThan(1e-3);
    assertThat(all).isEqualTo(dense);
  }

  @ParameterizedTest
  @EnumSource(Sparsity.Per.class)
  void readingTheBestTokensIsDenseWhenAllAreTheBest(Sparsity.Per per) {
    int[][] ids = {{IMAGE, 5, 6, IMAGE, 7}, {IMAGE, 8, IMAGE, 9, 10}};
    INDArray pixels = pixels(5, 2, 2);
    INDArray dense = continued(flamingo.prepare(ExecutionPlan.DENSE), ids, pixels);
    PreparedFlamingo all = flamingo.prepare(ExecutionPlan.DENSE.withSparsity(new Sparsity(6, per)));
    PreparedFlamingo few = flamingo.prepare(ExecutionPlan.DENSE.withSparsity(new Sparsity(2, per)));

    assertThat(relative(continued(all, ids, pixels), dense)).isLessThan(1e-5);
    assertThat(all.attentionKept()).isCloseTo(1, within(1e-6));
    assertThat(relative(continued(few, ids, pixels), dense)).isBetween(1e-4, 0.5);
    assertThat(few.attentionKept()).isBetween(2.0 / 6, 0.999);
  }

  @ParameterizedTest
  @EnumSource(Sparsity.Per.class)
  void severalTokensAtOnceReadWhatSingleOnesRead(Sparsity.Per per) {
    PreparedFlamingo sparse =
        flamingo.prepare(ExecutionPlan.DENSE.withSparsity(new Sparsity(2, per)));
    int[][] ids = {{IMAGE, 5, 6, 7}};
    try (Sequence one = sparse.start(ids, null, pixels(5, 1, 1));
        Sequence several = sparse.start(ids, null, pixels(5, 1, 1))) {
      one.step(new int[] {8});
      INDArray expected = one.step(new int[] {9}).dup('c');

      INDArray actual = several.extend(new int[][] {{8, 9}}, INDArray::dup).slice(0).slice(1);

      assertThat(relative(actual, expected.slice(0))).isLessThan(1e-5);
    }
  }

  @Test
  void imagesLeaveAsWasCalibratedAndAreCounted() {
    ExecutionPlan auto = ExecutionPlan.DENSE.withExit(ExitRule.CALIBRATED);
    assertThatThrownBy(() -> flamingo.prepare(auto))
        .hasMessageContaining("none was calibrated for these weights");
    INDArray pixels = pixels(1, 3, 1);

    PreparedFlamingo all = flamingo.with(ExitRule.below(1e9, 1)).prepare(auto);
    PreparedFlamingo cached =
        flamingo.prepare(
            ExecutionPlan.DENSE.withResamplerLayers(1).withCache(CacheLevel.TOKENS, ROOM));
    INDArray early = all.encode(pixels.slice(1));
    INDArray fixed = cached.encode(pixels.slice(1)).dup('c');
    cached.encode(pixels.slice(1));

    assertThat(relative(early, fixed)).isLessThan(1e-6);
    assertThat(all.meanDepth()).isEqualTo(1);
    assertThat(all.depth().exits()).containsExactly(1, 0);
    assertThat(cached.depth().images()).isEqualTo(1);
    assertThat(flamingo.prepare(ExecutionPlan.DENSE).meanDepth()).isEqualTo(2);
    cached.close();
  }

  @Test
  void whatCannotBeDoneIsSaidInASentence() {
    PreparedFlamingo prepared = flamingo.prepare(ExecutionPlan.DENSE);
    INDArray pixels = pixels(1, 1, 1);

    assertThatThrownBy(() -> flamingo.prepare(ExecutionPlan.DENSE.withVisualTokens(96)))
        .hasMessage("The plan asks for 96 visual tokens, but this model has 6; choose 1 to 6.");
    Sparsity eight = new Sparsity(8, Sparsity.Per.IMAGE);
    assertThatThrownBy(() -> flamingo.prepare(ExecutionPlan.DENSE.withSparsity(eight)))
        .hasMessage(
            "The plan reads the best 8 visual tokens of an image, but gives it 6; choose sparse=6 or less, or more tokens.");
    assertThatThrownBy(() -> prepared.start(new int[][] {{IMAGE, IMAGE}}, null, pixels))
        .hasMessage(
            "Sequence 1 has 2 <image> tokens, but only 1 images were given; give one for each.");
    try (Sequence sequence = prepared.start(new int[][] {{IMAGE, 4}}, null, pixels)) {
      assertThatThrownBy(() -> sequence.step(new int[] {IMAGE}))
          .hasMessageContaining("images belong into the prompt");
      assertThatThrownBy(() -> sequence.step(new int[] {4, 4})).hasMessageContaining("1 sequences");
    }
    assertThatThrownBy(() -> prepared.start(new int[1][65], null, pixels))
        .hasMessageContaining("at most 64");
  }

  private static INDArray logits(PreparedFlamingo prepared, int[][] ids, INDArray pixels) {
    try (Sequence sequence = prepared.start(ids, null, pixels)) {
      return sequence.logits().dup();
    }
  }

  private static INDArray pixels(int seed, int batch, int images) {
    Random random = new Random(seed);
    float[] values = new float[batch * images * 3 * 8 * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, new long[] {batch, images, 3, 8, 8}, 'c');
  }

  private static double relative(INDArray actual, INDArray expected) {
    INDArray a = actual.castTo(DataType.DOUBLE);
    INDArray e = expected.castTo(DataType.DOUBLE);
    return a.sub(e).norm2Number().doubleValue() / e.norm2Number().doubleValue();
  }
}
