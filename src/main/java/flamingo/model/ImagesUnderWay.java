package flamingo.model;

import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.PerceiverAttention;
import flamingo.model.layer.Views;
import flamingo.tensor.Floats;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.TensorOps;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The images that are still in the resampler. Those that have left are taken out of the batch, so
 * that nothing is computed for them any more. Its arrays live in the current scope.
 *
 * <pre>
 * n images under way   N features an image   R latents   D width
 *   features, standardised   [n, N, D]
 *   latents                  [n, R, D]
 * </pre>
 */
final class ImagesUnderWay {
  private final TensorOps ops;
  private int[] places; // in the whole batch
  private INDArray features;
  private INDArray standardised;
  private INDArray latents;
  private float[] before;

  /**
   * @param standardised null where no layer takes them
   */
  ImagesUnderWay(TensorOps ops, INDArray features, INDArray standardised, INDArray latents) {
    this.ops = ops;
    this.places = IntStream.range(0, (int) latents.size(0)).toArray();
    this.features = features;
    this.standardised = standardised;
    this.latents = latents;
    this.before = Floats.of(latents);
  }

  boolean isEmpty() {
    return places.length == 0;
  }

  /**
   * Runs a layer.
   *
   * @return {@code ||l' - l|| / ||l||} of each image
   */
  double[] run(PerceiverAttention layer, Set<ExactSaving> savings) {
    layer.addTo(latents, features, standardised, savings);
    float[] after = Floats.of(latents);
    double[] changes = new double[places.length];
    int each = after.length / places.length;
    for (int image = 0; image < changes.length; image++) {
      changes[image] = change(before, after, image * each, each);
    }
    before = after;
    return changes;
  }

  /**
   * Takes images out of the batch.
   *
   * @param leaves by their number among those under way
   * @param tokens the normalised latents of those that leave are written here, [B, R, D]
   * @return how many left
   */
  int leave(IntPredicate leaves, LayerNorm norm, INDArray tokens) {
    int[] leaving = IntStream.range(0, places.length).filter(leaves).toArray();
    for (int image : leaving) {
      ops.layerNorm(Views.sample(latents, image), norm, Views.sample(tokens, places[image]));
    }
    if (leaving.length > 0) {
      keep(IntStream.range(0, places.length).filter(leaves.negate()).toArray());
    }
    return leaving.length;
  }

  private void keep(int[] staying) {
    places = IntStream.of(staying).map(image -> places[image]).toArray();
    if (staying.length > 0) {
      features = rows(features, staying);
      standardised = standardised == null ? null : rows(standardised, staying);
      latents = rows(latents, staying);
      before = Floats.of(latents);
    }
  }

  private INDArray rows(INDArray x, int[] images) {
    long width = x.size(1) * x.size(2);
    INDArray rows = ops.create(x.dataType(), 1, images.length, width);
    ops.gather(x.reshape('c', x.size(0), width), new int[][] {images}, rows);
    return rows.reshape('c', images.length, x.size(1), x.size(2));
  }

  private static double change(float[] before, float[] after, int from, int count) {
    double difference = 0;
    double length = 0;
    for (int i = from; i < from + count; i++) {
      double step = (double) after[i] - before[i];
      difference += step * step;
      length += (double) before[i] * before[i];
    }
    return Math.sqrt(difference / length);
  }
}
