package flamingo.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import flamingo.tensor.nd4j.Nd4jOps;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

/**
 * Reading the best tokens equals masking the others, which is written out here number by number.
 */
class MediaReaderTest {
  private static final int IMAGE = 1;
  private static final TensorOps REFERENCE = new Nd4jOps();
  private static final TensorOps FAST = Engines.fastest(1).ops();

  /** A random case, small enough to be written out. */
  private record Case(
      int batch,
      int images,
      int tokens,
      int heads,
      int headWidth,
      int[][] ids,
      MediaAttention sees) {

    static Case random(int seed) {
      Random random = new Random(seed);
      int images = 1 + random.nextInt(3);
      int[][] ids = new int[1 + random.nextInt(2)][images * (1 + random.nextInt(8))];
      for (int[] row : ids) {
        int given = 0;
        for (int place = 0; place < row.length && given < images; place++) {
          row[place] = random.nextInt(3) == 0 ? IMAGE : 0;
          given += row[place];
        }
      }
      return new Case(
          ids.length,
          images,
          2 + random.nextInt(9),
          1 + random.nextInt(3),
          4 * (1 + random.nextInt(3)),
          ids,
          random.nextBoolean() ? MediaAttention.IMMEDIATE : MediaAttention.ALL_PREVIOUS);
    }

    CrossAttentionConfig config() {
      return new CrossAttentionConfig(12, 10, heads, headWidth, 2, sees);
    }

    CrossAttention block(TensorOps ops, Precision precision) {
      return new CrossAttention(config(), RandomWeights.seeded(3), new Packer(ops, precision));
    }

    INDArray text() {
      return normal(1, batch, ids[0].length, 12);
    }

    INDArray media() {
      return normal(2, batch, images, tokens, 10);
    }

    MediaLayout layout() {
      return MediaLayout.of(ids, IMAGE, images);
    }

    /** Images that a token came after, its own included. */
    int seen(int row, int place) {
      return (int) Arrays.stream(ids[row], 0, place + 1).filter(id -> id == IMAGE).count();
    }
  }

  static Stream<Arguments> cases() {
    return IntStream.range(0, 24)
        .boxed()
        .flatMap(
            seed ->
                Stream.of(REFERENCE, FAST)
                    .flatMap(
                        ops ->
                            Stream.of(Sparsity.Per.values())
                                .map(per -> Arguments.of(seed, ops, per))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readingTheBestEqualsMaskingTheOthers(int seed, TensorOps ops, Sparsity.Per per) {
    Case given = Case.random(seed);
    int count = 1 + seed % given.tokens;
    INDArray expected = masked(given, new Sparsity(count, per));

    INDArray actual = read(given, ops, Precision.FP32, new Sparsity(count, per));

    assertThat(distance(actual, expected)).isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readingAllIsTheDenseResult(int seed, TensorOps ops, Sparsity.Per per) {
    Case given = Case.random(seed);
    for (Precision precision : Precision.values()) {
      CrossAttention block = given.block(ops, precision);
      INDArray dense =
          block.forward(given.text(), block.project(given.media()), given.layout()).dup('c');

      INDArray actual = read(given, ops, precision, new Sparsity(given.tokens, per));

      assertThat(distance(actual, dense))
          .isLessThan(1e-2 * (precision == Precision.FP32 ? 1e-3 : 1));
    }
  }

  /**
   * Of long rows of visual tokens, which are scored without keys. Rounded weights may choose other
   * tokens among those that are about equal; the attention that is kept is the same.
   */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void choosingBeforeProjectingReadsWhatChoosingAfterwardsReads(Precision precision) {
    int[][] ids = {{IMAGE, 0, 0, IMAGE, 0, 0, 0}, {0, IMAGE, 0, 0, 0, 0, IMAGE}};
    Case given = new Case(2, 2, 128, 2, 48, ids, MediaAttention.IMMEDIATE);
    Sparsity sparsity = new Sparsity(8, Sparsity.Per.IMAGE);
    for (TensorOps ops : List.of(REFERENCE, FAST)) {
      CrossAttention block = given.block(ops, precision);
      assertThat(sparsity.choosesBeforeProjecting(block, 128)).isTrue();
      AttentionMass after = new AttentionMass();
      AttentionMass before = new AttentionMass();

      INDArray projected = read(given, ops, block, block.project(given.media()), after);
      INDArray unprojected = read(given, ops, block, new MediaTokens(given.media()), before);

      boolean exact = precision == Precision.FP32;
      assertThat(distance(unprojected, projected)).isLessThan(exact ? 1e-5 : 0.5);
      assertThat(before.share()).isCloseTo(after.share(), within(exact ? 1e-5 : 1e-2));
      assertThat(before.share()).isBetween(8.0 / 128, 0.9);
    }
  }

  private static INDArray read(
      Case given, TensorOps ops, CrossAttention block, Media media, AttentionMass mass) {
    try (MediaReader reader = MediaReader.of(new Sparsity(8, Sparsity.Per.IMAGE), ops, mass)) {
      return block.forward(given.text(), media, given.layout(), reader).dup('c');
    }
  }

  @Test
  void furtherTextKeepsWhatThePromptChose() {
    int[][] ids = {{IMAGE, 0, 0}};
    Case given = new Case(1, 1, 9, 2, 8, ids, MediaAttention.IMMEDIATE);
    CrossAttention block = given.block(FAST, Precision.FP32);
    MediaKeyValue media = block.project(given.media());
    AttentionMass mass = new AttentionMass();
    Sparsity sparsity = new Sparsity(3, Sparsity.Per.IMAGE);
    INDArray further = normal(7, 1, 2, 12);
    boolean[] chosen = best(scores(given, 0), given, 0, sparsity);

    try (MediaReader reader = MediaReader.of(sparsity, FAST, mass)) {
      block.forward(given.text(), media, given.layout(), reader);
      double share = mass.share();
      INDArray actual = block.forward(further, media, given.layout().following(2), reader);

      Case after = new Case(1, 1, 9, 2, 8, new int[][] {{IMAGE, 0}}, MediaAttention.IMMEDIATE);
      assertThat(distance(actual, masked(after, further, (row, place) -> chosen))).isLessThan(1e-5);
      assertThat(mass.share()).isEqualTo(share).isBetween(3.0 / 9, 1.0);
    }
  }

  @Test
  void theMassKeptIsTheShareOfDenseAttention() {
    int[][] ids = {{IMAGE, 0, 0, 0}};
    Case given = new Case(1, 1, 8, 2, 8, ids, MediaAttention.IMMEDIATE);
    double[][][] scores = scores(given, 0);
    Sparsity sparsity = new Sparsity(2, Sparsity.Per.IMAGE);
    boolean[] chosen = best(scores, given, 0, sparsity);
    double kept = 0;
    for (double[][] ofPlace : scores) {
      for (double[] ofHead : ofPlace) {
        double[] shares = softmax(ofHead, null, 0, 8);
        for (int key = 0; key < 8; key++) {
          kept += chosen[key] ? shares[key] : 0;
        }
      }
    }
    AttentionMass mass = new AttentionMass();
    CrossAttention block = given.block(FAST, Precision.FP32);
    try (MediaReader reader = MediaReader.of(sparsity, FAST, mass)) {
      block.forward(given.text(), block.project(given.media()), given.layout(), reader);
    }

    assertThat(mass.share()).isCloseTo(kept / (4 * 2), within(1e-5));
  }

  private static INDArray read(Case given, TensorOps ops, Precision precision, Sparsity sparsity) {
    CrossAttention block = given.block(ops, precision);
    MediaKeyValue media = block.project(given.media());
    try (MediaReader reader = MediaReader.of(sparsity, ops, new AttentionMass())) {
      return block.forward(given.text(), media, given.layout(), reader).dup('c');
    }
  }

  /** Which keys of its row a token may see. */
  private interface Mask {
    boolean[] of(int row, int place);
  }

  private static INDArray masked(Case given, Sparsity sparsity) {
    return masked(
        given,
        given.text(),
        (row, place) -> {
          double[][][] scores = scores(given, row);
          return sparsity.per() == Sparsity.Per.IMAGE
              ? best(scores, given, row, sparsity)
              : bestOfQuery(scores[place], given, given.seen(row, place), sparsity.tokens());
        });
  }

  /** Dense scores with minus infinity for what is not seen, from the block's own weights. */
  private static INDArray masked(Case given, INDArray text, Mask mask) {
    CrossAttention block = given.block(REFERENCE, Precision.FP32);
    INDArray values = block.project(given.media()).values();
    INDArray mixed = Nd4j.zeros(DataType.FLOAT, text.size(0), text.size(1), values.size(2));
    for (int row = 0; row < given.batch; row++) {
      double[][][] scores = scores(given, text, row);
      for (int place = 0; place < text.size(1); place++) {
        int seen = given.seen(row, place);
        boolean blind = seen == 0;
        if (blind && given.sees == MediaAttention.IMMEDIATE) {
          continue;
        }
        boolean immediate = given.sees == MediaAttention.IMMEDIATE;
        int from = immediate ? (seen - 1) * given.tokens : 0;
        int to = (blind ? given.images : seen) * given.tokens;
        boolean[] open = mask.of(row, place);
        for (int head = 0; head < given.heads; head++) {
          double[] flat = new double[scores[place][head].length];
          double[] used = blind ? flat : scores[place][head];
          double[] shares = softmax(used, open, from, to);
          for (int i = 0; i < given.headWidth; i++) {
            int column = head * given.headWidth + i;
            double sum = 0;
            for (int key = from; key < to; key++) {
              sum += shares[key] * values.getDouble(row, key, column);
            }
            mixed.putScalar(new long[] {row, place, column}, sum);
          }
        }
      }
    }
    INDArray toOut = RandomWeights.seeded(3).get("to_out.weight", 12, values.size(2));
    return mixed.reshape(-1, values.size(2)).mmul(toOut.transpose()).reshape(text.shape());
  }

  /**
   * What text that sees no image may see: nothing is left out for a query, the best for an image.
   */
  private static boolean[] best(double[][][] scores, Case given, int row, Sparsity sparsity) {
    boolean[] open = new boolean[given.images * given.tokens];
    for (int image = 0; image < given.images; image++) {
      double[] mass = new double[given.tokens];
      for (int place : choosing(given, row, image + 1)) {
        addShares(mass, scores[place], image * given.tokens);
      }
      open(open, mass, image * given.tokens, sparsity.tokens());
    }
    return open;
  }

  /** Of the tokens after an image, the last and every n-th before it, 16 at most. */
  private static int[] choosing(Case given, int row, int image) {
    int[] all =
        IntStream.range(0, given.ids[row].length)
            .filter(place -> given.seen(row, place) == image)
            .toArray();
    int step = (all.length + 15) / 16;
    return IntStream.range(0, all.length)
        .filter(i -> (all.length - 1 - i) % step == 0)
        .map(i -> all[i])
        .toArray();
  }

  private static boolean[] bestOfQuery(double[][] scores, Case given, int seen, int count) {
    boolean[] open = new boolean[given.images * given.tokens];
    if (seen == 0) {
      Arrays.fill(open, true);
      return open;
    }
    boolean immediate = given.sees == MediaAttention.IMMEDIATE;
    int from = immediate ? (seen - 1) * given.tokens : 0;
    double[] mass = new double[seen * given.tokens - from];
    addShares(mass, scores, from);
    open(open, mass, from, immediate ? count : count * seen);
    return open;
  }

  private static void addShares(double[] mass, double[][] scores, int from) {
    for (double[] ofHead : scores) {
      double[] shares = softmax(ofHead, null, from, from + mass.length);
      for (int key = 0; key < mass.length; key++) {
        mass[key] += shares[from + key];
      }
    }
  }

  private static void open(boolean[] open, double[] mass, int from, int count) {
    for (int rank = 0; rank < count; rank++) {
      int greatest = 0;
      for (int key = 1; key < mass.length; key++) {
        greatest = mass[key] > mass[greatest] ? key : greatest;
      }
      mass[greatest] = -1;
      open[from + greatest] = true;
    }
  }

  private static double[] softmax(double[] scores, boolean[] open, int from, int to) {
    double[] shares = new double[scores.length];
    double sum = 0;
    for (int key = from; key < to; key++) {
      shares[key] = open == null || open[key] ? Math.exp(scores[key]) : 0;
      sum += shares[key];
    }
    for (int key = from; key < to; key++) {
      shares[key] /= sum;
    }
    return shares;
  }

  private static double[][][] scores(Case given, int row) {
    return scores(given, given.text(), row);
  }

  /** Scaled products of queries and keys of a row: [L][H][T R]. */
  private static double[][][] scores(Case given, INDArray text, int row) {
    Weights weights = RandomWeights.seeded(3);
    int inner = given.heads * given.headWidth;
    Packer packer = new Packer(REFERENCE, Precision.FP32);
    INDArray normalised =
        REFERENCE.layerNorm(text, packer.norm(weights, "norm", 12), DataType.FLOAT).slice(row);
    INDArray q = normalised.mmul(weights.get("to_q.weight", inner, 12).transpose());
    INDArray k = given.block(REFERENCE, Precision.FP32).project(given.media()).keys();
    double[][][] scores = new double[(int) text.size(1)][given.heads][given.images * given.tokens];
    for (int place = 0; place < scores.length; place++) {
      for (int head = 0; head < given.heads; head++) {
        for (int key = 0; key < scores[place][head].length; key++) {
          double sum = 0;
          for (int i = head * given.headWidth; i < (head + 1) * given.headWidth; i++) {
            sum += q.getDouble(place, i) * k.getDouble(row, key, i);
          }
          scores[place][head][key] = sum / Math.sqrt(given.headWidth);
        }
      }
    }
    return scores;
  }

  private static INDArray normal(int seed, long... shape) {
    Random random = new Random(seed);
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, shape, 'c');
  }

  private static double distance(INDArray actual, INDArray expected) {
    double size = expected.norm2Number().doubleValue();
    double error = actual.sub(expected).norm2Number().doubleValue();
    return size == 0 ? error : error / size;
  }
}
