package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import flamingo.tensor.nd4j.Nd4jOps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images leave the resampler each by itself; what leaves is what a shallower resampler gives. */
class EarlyExitTest {
  private static final int DEPTH = 5;
  private static final int IMAGES = 7;
  private static final int LATENTS = 4;
  private static final ResamplerConfig CONFIG = ResamplerConfig.images(12, DEPTH, 3, 4, LATENTS);

  static Stream<TensorOps> engines() {
    return Stream.of(new Nd4jOps(), Engines.fastest(1).ops());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void anImageInABatchLeavesWithWhatItHasAlone(TensorOps ops) {
    PerceiverResampler resampler = resampler(ops);
    INDArray x = images();
    List<double[]> changes = changes(resampler, x);
    for (Set<ExactSaving> savings : List.of(ExactSaving.usual(), ExactSaving.all())) {
      ExitRule rule = ruleThatDivides(changes);
      DepthTally tally = new DepthTally(DEPTH);

      INDArray together = resampler.forward(x, LATENTS, DEPTH, rule, savings, tally);

      long[] expected = new long[DEPTH];
      for (int image = 0; image < IMAGES; image++) {
        int depth = depth(changes, image, rule);
        expected[depth - 1]++;
        DepthTally own = new DepthTally(DEPTH);
        INDArray alone = resampler.forward(only(x, image), LATENTS, DEPTH, rule, savings, own);
        INDArray shallow = forward(resampler, only(x, image), depth);
        assertThat(own.statistics().mean()).isEqualTo(depth);
        assertThat(distance(alone, shallow)).isLessThan(1e-6);
        assertThat(distance(only(together, image), alone)).isLessThan(1e-6);
      }
      assertThat(tally.statistics().exits()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aThresholdOfZeroIsTheWholeDepthAndAHugeOneASingleLayer(TensorOps ops) {
    PerceiverResampler resampler = resampler(ops);
    INDArray x = images();
    DepthTally whole = new DepthTally(DEPTH);
    DepthTally single = new DepthTally(DEPTH);

    INDArray all =
        resampler.forward(x, LATENTS, DEPTH, ExitRule.below(0, DEPTH), ExactSaving.usual(), whole);
    INDArray first =
        resampler.forward(
            x, LATENTS, DEPTH, ExitRule.below(1e9, DEPTH), ExactSaving.usual(), single);

    assertThat(distance(all, forward(resampler, x, DEPTH))).isLessThan(1e-6);
    assertThat(distance(first, forward(resampler, x, 1))).isLessThan(1e-6);
    assertThat(whole.statistics().mean()).isEqualTo(DEPTH);
    assertThat(single.statistics().exits()).isEqualTo(new long[] {IMAGES, 0, 0, 0, 0});
  }

  @Test
  void aLayerRunsOnlyForTheImagesThatAreStillThere() {
    PerceiverResampler resampler = resampler(Engines.fastest(1).ops());
    INDArray x = images();
    ExitRule rule = ruleThatDivides(changes(resampler, x));
    DepthTally tally = new DepthTally(DEPTH);
    List<Integer> ran = new ArrayList<>();
    tally.listen((layer, changes) -> ran.add(changes.length));

    resampler.forward(x, LATENTS, DEPTH, rule, ExactSaving.usual(), tally);

    long[] exits = tally.statistics().exits();
    int left = IMAGES;
    for (int layer = 0; layer < ran.size(); layer++) {
      assertThat(ran.get(layer)).isEqualTo(left);
      left -= (int) exits[layer];
    }
    assertThat(left).isZero();
  }

  @Test
  void theMeanIsOfLayersAnImage() {
    assertThat(new DepthStatistics(new long[] {1, 0, 3}).mean()).isEqualTo(2.5);
    assertThat(new DepthStatistics(new long[2]).mean()).isNaN();
  }

  @Test
  void aNegativeThresholdIsRefused() {
    assertThatThrownBy(() -> ExitRule.below(-0.1, 2)).hasMessageContaining("0 or more");
  }

  /** Between the changes, so that images leave at different layers. */
  private static ExitRule ruleThatDivides(List<double[]> changes) {
    return new ExitRule(
        ExitRule.When.ABOVE,
        List.of(Double.MAX_VALUE, between(changes.get(1), 4), between(changes.get(2), 2), 0.0));
  }

  /** A number that so many changes lie below. */
  private static double between(double[] changes, int count) {
    double[] sorted = changes.clone();
    Arrays.sort(sorted);
    return (sorted[count - 1] + sorted[count]) / 2;
  }

  private static int depth(List<double[]> changes, int image, ExitRule rule) {
    for (int layer = 0; layer < DEPTH; layer++) {
      if (rule.leaves(layer, changes.get(layer)[image])) {
        return layer + 1;
      }
    }
    return DEPTH;
  }

  /** Of the latents, by each layer, from the latents that an observer sees. */
  private static List<double[]> changes(PerceiverResampler resampler, INDArray x) {
    List<INDArray> after = new ArrayList<>();
    INDArray learned = RandomWeights.seeded(1).get("latents", LATENTS, 12);
    INDArray start = Nd4j.create(IMAGES, LATENTS, 12);
    for (int image = 0; image < IMAGES; image++) {
      start.putSlice(image, learned);
    }
    after.add(start);
    resampler.forward(
        x, LATENTS, DEPTH, ExactSaving.usual(), (layer, latents) -> after.add(latents.dup('c')));
    List<double[]> changes = new ArrayList<>();
    for (int layer = 0; layer < DEPTH; layer++) {
      changes.add(new double[IMAGES]);
      for (int image = 0; image < IMAGES; image++) {
        INDArray before = after.get(layer).slice(image);
        changes.get(layer)[image] = distance(after.get(layer + 1).slice(image), before);
      }
    }
    return changes;
  }

  private static INDArray forward(PerceiverResampler resampler, INDArray x, int depth) {
    return resampler.forward(x, LATENTS, depth, ExactSaving.usual(), LayerObserver.NONE);
  }

  private static PerceiverResampler resampler(TensorOps ops) {
    return new PerceiverResampler(CONFIG, RandomWeights.seeded(1), ops, Precision.FP32);
  }

  private static INDArray images() {
    Random random = new Random(6);
    float[] values = new float[IMAGES * 5 * 12];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * (1 + i / 60)); // every image of its own size
    }
    return Nd4j.create(values, new long[] {IMAGES, 1, 1, 5, 12}, 'c');
  }

  private static INDArray only(INDArray x, int image) {
    long[] shape = x.shape().clone();
    shape[0] = 1;
    return x.slice(image).dup('c').reshape(shape);
  }

  private static double distance(INDArray actual, INDArray expected) {
    INDArray flat = expected.dup('c').reshape(expected.length());
    return actual.dup('c').reshape(actual.length()).sub(flat).norm2Number().doubleValue()
        / flat.norm2Number().doubleValue();
  }
}
