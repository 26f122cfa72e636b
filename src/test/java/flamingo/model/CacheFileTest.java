package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.RandomWeights;
import flamingo.model.vision.TransformerConfig;
import flamingo.tensor.Precision;
import flamingo.tensor.engine.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CacheFileTest {
  private static final String WEIGHTS = "a".repeat(64);
  private static final int IMAGES = 5;
  private static final long ROOM = 1 << 20;
  private static final FlamingoConfig CONFIG =
      new FlamingoConfig(
          new TransformerConfig(8, 4, 16, 1, 2, 32, 8),
          ResamplerConfig.images(16, 2, 2, 8, 6),
          LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 32, 4, 4, 20, 64),
          new CrossAttentionConfig(32, 16, 2, 8, 2, MediaAttention.IMMEDIATE),
          2,
          new SpecialTokens(2, 1, 0));
  private static final Flamingo FLAMINGO =
      new Flamingo(CONFIG, RandomWeights.seeded(4), Engines.fastest(1).ops());
  private static final ExecutionPlan CACHED = ExecutionPlan.DENSE.withCache(CacheLevel.KV, ROOM);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TOKENS", "KV"})
  void whatIsReadIsBitForBitWhatWasWritten(CacheLevel level) {
    ExecutionPlan plan = ExecutionPlan.DENSE.withCache(level, ROOM);
    Path file = folder.resolve("images.cache");
    INDArray pixels = pixels(1, IMAGES);
    try (PreparedFlamingo first = FLAMINGO.prepare(plan);
        PreparedFlamingo second = FLAMINGO.prepare(plan.withSpeculation(0));
        EncodedImages cold = first.encodeImages(pixels)) {
      first.cacheFile(file, WEIGHTS).save();
      assertThat(second.cacheFile(file, WEIGHTS).load()).isEqualTo(IMAGES);
      try (EncodedImages warm = second.encodeImages(pixels)) {
        assertThat(warm.tokens()).isEqualTo(cold.tokens());
        assertThat(warm.keyValues()).isEqualTo(cold.keyValues());
      }
      assertThat(second.cache())
          .isEqualTo(new CacheStatistics(IMAGES, 0, 0, first.cache().bytes()));
    }
  }

  static Stream<ExecutionPlan> otherPlans() {
    return Stream.of(
        CACHED.withVisualTokens(5),
        CACHED.withPrecision(Precision.BF16),
        CACHED.withResamplerLayers(1),
        CACHED.withExit(ExitRule.below(1e9, 1)),
        CACHED.withCache(CacheLevel.TOKENS, ROOM));
  }

  @ParameterizedTest
  @MethodSource("otherPlans")
  void anotherPlansImagesAreRefused(ExecutionPlan other) {
    Path file = written();
    try (PreparedFlamingo model = FLAMINGO.prepare(other)) {
      INDArray pixels = pixels(7, 2);
      model.encodeImages(pixels).close();
      CacheStatistics before = model.cache();
      assertThatThrownBy(() -> model.cacheFile(file, WEIGHTS).load())
          .isInstanceOf(CacheFileException.class)
          .hasMessageMatching(".*images.cache was made by another plan: .*; delete it or .*\\.");
      assertThat(model.cache()).isEqualTo(before);
    }
  }

  @Test
  void whatConcernsTheTextAloneDoesNotMatter() {
    Path file = written();
    ExecutionPlan same =
        CACHED
            .withCache(CacheLevel.KV, 2 * ROOM)
            .withVisualTokens(6)
            .without(ExactSaving.SHARED_PREFIX);
    try (PreparedFlamingo model = FLAMINGO.prepare(same)) {
      assertThat(model.cacheFile(file, WEIGHTS).load()).isEqualTo(IMAGES);
    }
  }

  @Test
  void anotherModelsImagesAreRefused() {
    Path file = written();
    try (PreparedFlamingo model = FLAMINGO.prepare(CACHED)) {
      assertThatThrownBy(() -> model.cacheFile(file, "b".repeat(64)).load())
          .hasMessageContaining("was made with other weights; delete it");
      assertThatThrownBy(() -> model.cacheFile(file, null))
          .hasMessageContaining("the weights are random");
    }
    try (PreparedFlamingo dense = FLAMINGO.prepare(ExecutionPlan.DENSE)) {
      assertThatThrownBy(() -> dense.cacheFile(file, WEIGHTS)).hasMessageContaining("cache=kv");
    }
  }

  /** Flips, cuts and additions anywhere: nothing of such a file is ever taken. */
  @Test
  void damagedFilesAreRefusedAndTheCacheStays() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    Path file = folder.resolve("damaged.cache");
    Random random = new Random(3);
    try (PreparedFlamingo model = FLAMINGO.prepare(CACHED);
        EncodedImages known = model.encodeImages(pixels(9, 2))) {
      CacheStatistics before = model.cache();
      for (int trial = 0; trial < 400; trial++) {
        Files.write(file, damaged(whole, random));
        assertThatThrownBy(() -> model.cacheFile(file, WEIGHTS).load())
            .isInstanceOf(CacheFileException.class);
        assertThat(model.cache()).isEqualTo(before);
      }
      try (EncodedImages again = model.encodeImages(pixels(9, 2))) {
        assertThat(again.tokens()).isEqualTo(known.tokens());
      }
    }
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(whole.length);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> Arrays.copyOf(bytes, whole.length + 1 + random.nextInt(2000));
      case 2 -> {
        int end = Math.min(whole.length, at + 1 + random.nextInt(64));
        for (int place = at; place < end; place++) {
          bytes[place] = (byte) (bytes[place] + 1 + random.nextInt(255));
        }
        yield bytes;
      }
      default -> {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
    };
  }

  @Test
  void aSmallCacheTakesThoseThatWereUsedMost() {
    Path file = written();
    long each;
    try (PreparedFlamingo model = FLAMINGO.prepare(CACHED)) {
      model.cacheFile(file, WEIGHTS).load();
      each = model.cache().bytes() / IMAGES;
    }
    try (PreparedFlamingo small =
        FLAMINGO.prepare(ExecutionPlan.DENSE.withCache(CacheLevel.KV, 2 * each))) {
      assertThat(small.cacheFile(file, WEIGHTS).load()).isEqualTo(2);
      assertThat(small.cache().bytes()).isLessThanOrEqualTo(2 * each);
    }
  }

  @Test
  void whatCannotBeWrittenOrReadIsSaidInASentence() throws IOException {
    try (PreparedFlamingo model = FLAMINGO.prepare(CACHED)) {
      Path nowhere = folder.resolve("none").resolve("images.cache");
      assertThatThrownBy(() -> model.cacheFile(nowhere, WEIGHTS).save())
          .hasMessageContaining("could not be written")
          .hasMessageContaining("(no file can be made there)")
          .hasMessageContaining("name a file in a folder");
      Path text = Files.writeString(folder.resolve("notes.txt"), "images: none");
      assertThatThrownBy(() -> model.cacheFile(text, WEIGHTS).load())
          .hasMessageContaining("is no cache of images");
      assertThatThrownBy(() -> model.cacheFile(folder, WEIGHTS).load())
          .hasMessageContaining("is no file");
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void anyPixelMakesAnotherImage() {
    INDArray pixels = pixels(5, 1);
    try (PreparedFlamingo model = FLAMINGO.prepare(CACHED)) {
      model.encodeImages(pixels).close();
      for (long place = 0; place < pixels.length(); place++) {
        INDArray other = pixels.dup('c');
        other.data().put(place, Math.nextUp(other.data().getFloat(place)));
        model.encodeImages(other).close();
      }
      assertThat(model.cache())
          .extracting("hits", "misses")
          .containsExactly(0L, 1 + pixels.length());
    }
  }

  /** With room for all images, each is computed once; with little room, none is ever wrong. */
  @ParameterizedTest
  @ValueSource(longs = {ROOM, 8_000})
  void threadsShareACache(long bytes) throws InterruptedException, ExecutionException {
    INDArray[] pixels =
        IntStream.range(0, 8).mapToObj(seed -> pixels(seed, 1)).toArray(INDArray[]::new);
    List<INDArray> expected;
    try (PreparedFlamingo dense = FLAMINGO.prepare(ExecutionPlan.DENSE)) {
      expected = Arrays.stream(pixels).map(each -> dense.encodeImages(each).tokens()).toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (PreparedFlamingo model =
        FLAMINGO.prepare(ExecutionPlan.DENSE.withCache(CacheLevel.KV, bytes))) {
      List<Future<?>> running =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(
                  thread -> threads.submit(() -> readAll(model, pixels, expected, thread)))
              .toList();
      for (Future<?> each : running) {
        each.get();
      }
      CacheStatistics statistics = model.cache();
      assertThat(statistics.hits() + statistics.misses()).isEqualTo(4 * 100);
      if (bytes == ROOM) {
        assertThat(statistics.misses()).isEqualTo(8);
      } else {
        assertThat(statistics.evictions()).isPositive();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void readAll(
      PreparedFlamingo model, INDArray[] pixels, List<INDArray> expected, int seed) {
    Random random = new Random(seed);
    for (int request = 0; request < 100; request++) {
      int image = random.nextInt(pixels.length);
      try (EncodedImages images = model.encodeImages(pixels[image])) {
        assertThat(images.tokens()).isEqualTo(expected.get(image));
      }
    }
  }

  private Path written() {
    Path file = folder.resolve("images.cache");
    try (PreparedFlamingo model = FLAMINGO.prepare(CACHED)) {
      model.encodeImages(pixels(1, IMAGES)).close();
      model.cacheFile(file, WEIGHTS).save();
    }
    return file;
  }

  private static INDArray pixels(int seed, int images) {
    Random random = new Random(seed);
    float[] values = new float[images * 3 * 8 * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, new long[] {1, images, 3, 8, 8}, 'c');
  }
}
