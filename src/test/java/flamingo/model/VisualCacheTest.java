package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Who holds the arrays of encoded images, and when they are freed. */
class VisualCacheTest {
  private static final int TOKENS = 64;
  private static final int WIDTH = 16;
  private static final long IMAGE = 2L * TOKENS * WIDTH * Float.BYTES;

  /** Image i holds i everywhere; its keys and values 10 i. */
  private static EncodedImages images(int first, int count) {
    INDArray tokens = Nd4j.create(count, TOKENS, WIDTH);
    IntStream.range(0, count).forEach(i -> tokens.slice(i).assign(first + i));
    return new EncodedImages(tokens, List.of(tokens.mul(10)));
  }

  private static List<PixelHash> hashes(int first, int count) {
    return named(IntStream.range(first, first + count).toArray());
  }

  private static List<PixelHash> named(int... images) {
    return IntStream.of(images).mapToObj(i -> new PixelHash("hash " + i)).toList();
  }

  private static void assertIsImage(VisualCache cache, int image) {
    EncodedImages found = images(-1, 1);
    assertThat(cache.copyTo(hashes(image, 1).get(0), found, 0)).isTrue();
    assertThat(found.tokens()).isEqualTo(images(image, 1).tokens());
    assertThat(found.keyValues()).isEqualTo(images(image, 1).keyValues());
  }

  private static boolean areFreed(EncodedImages images) {
    return images.arrays().stream().allMatch(INDArray::wasClosed);
  }

  private static boolean areThere(EncodedImages images) {
    return images.arrays().stream().noneMatch(INDArray::wasClosed);
  }

  @Test
  void imagesEncodedTogetherAreFoundTogetherWithoutACopy() {
    VisualCache cache = new VisualCache(CacheLevel.KV, 100 * IMAGE);
    EncodedImages encoded = images(0, 4);
    cache.keep(hashes(0, 4), encoded).close();

    EncodedImages found = cache.together(hashes(0, 4));

    assertThat(found.tokens()).isSameAs(encoded.tokens());
    assertThat(cache.together(hashes(0, 3))).isNull();
    assertThat(cache.together(hashes(1, 4))).isNull();
    assertIsImage(cache, 2);
  }

  @Test
  void othersOrAnotherOrderAreNotTakenForTheBatch() {
    VisualCache cache = new VisualCache(CacheLevel.KV, 100 * IMAGE);
    cache.keep(hashes(0, 3), images(0, 3)).close();
    cache.keep(hashes(3, 3), images(3, 3)).close();

    assertThat(cache.together(named(0, 2, 1))).isNull();
    assertThat(cache.together(named(2, 1, 0))).isNull();
    assertThat(cache.together(named(0, 1, 5))).isNull();
    assertThat(cache.together(named(0, 1, 1))).isNull();
  }

  @Test
  void arraysLiveAsLongAsOneReads() {
    VisualCache cache = new VisualCache(CacheLevel.KV, 100 * IMAGE);
    EncodedImages encoded = images(0, 4);
    EncodedImages first = cache.keep(hashes(0, 4), encoded);
    EncodedImages second = cache.together(hashes(0, 4));

    first.close();
    first.close();
    cache.close();
    assertThat(areThere(encoded)).isTrue();

    second.close();
    assertThat(areFreed(encoded)).isTrue();
  }

  /** What is left of a batch must not keep all of its memory. */
  @Test
  void whenOneGoesTheOthersMoveToMemoryOfTheirOwn() {
    VisualCache cache = new VisualCache(CacheLevel.KV, 4 * IMAGE);
    EncodedImages encoded = images(0, 4);
    cache.keep(hashes(0, 4), encoded).close();
    assertThat(areThere(encoded)).isTrue();

    int more = 4;
    while (cache.statistics().evictions() == 0 || areThere(encoded)) {
      cache.keep(hashes(more, 1), images(more, 1)).close();
      more++;
    }

    assertThat(areFreed(encoded)).isTrue();
    assertThat(cache.together(hashes(0, 4))).isNull();
    assertThat(cache.statistics().bytes()).isLessThanOrEqualTo(4 * IMAGE);
    cache.hottest().stream()
        .map(entry -> Integer.parseInt(entry.getKey().hex().substring("hash ".length())))
        .forEach(image -> assertIsImage(cache, image));
  }

  @Test
  void moreThanThereIsRoomForIsReadAllTheSame() {
    VisualCache cache = new VisualCache(CacheLevel.KV, 2 * IMAGE);
    EncodedImages encoded = images(0, 8);

    EncodedImages read = cache.keep(hashes(0, 8), encoded);

    assertThat(read.tokens()).isEqualTo(images(0, 8).tokens());
    read.close();
    assertThat(areFreed(encoded)).isTrue();
    assertThat(cache.statistics().bytes()).isLessThanOrEqualTo(2 * IMAGE);
  }
}
