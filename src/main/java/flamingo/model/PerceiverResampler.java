package flamingo.model;

import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.Packer;
import flamingo.model.layer.PerceiverAttention;
import flamingo.model.layer.Weights;
import flamingo.tensor.Floats;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.ShapeException;
import flamingo.tensor.Shapes;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Turns any number of visual features into a fixed number of visual tokens: learned latents attend
 * to the features, layer by layer.
 *
 * <pre>
 * B batch   T images   F frames   V features a frame   D width   R latents
 *   x          [B, T, F, V, D]
 *   features   [B T, F V, D]     embeddings of the frame's and the image's place are added
 *   latents    [B T, R, D]       a copy of the learned ones for each image
 *   tokens     [B, T, R, D]      normalised
 * </pre>
 *
 * A prefix of the latents can be used alone: each latent's query is its own, and latents that are
 * left out are absent from the keys, too.
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.1 and figure 5</a>
 * @see <a href="https://arxiv.org/abs/2103.03206">Perceiver</a>
 */
public final class PerceiverResampler {
  private final ResamplerConfig config;
  private final TensorOps ops;
  private final INDArray latents;
  private final INDArray frameEmbeddings;
  private final INDArray mediaEmbeddings;
  private final List<PerceiverAttention> layers = new ArrayList<>();
  private final LayerNorm norm;
  private final LayerNorm unit;

  /**
   * @param weights {@code latents}, {@code layers.k}, {@code norm}; {@code frame_embs} and {@code
   *     media_time_embs} where the configuration has them
   */
  public PerceiverResampler(
      ResamplerConfig config, Weights weights, TensorOps ops, Precision precision) {
    int width = config.width();
    Packer packer = new Packer(ops, precision);
    this.config = config;
    this.ops = ops;
    this.latents = weights.get("latents", config.latents(), width);
    this.frameEmbeddings =
        config.maxFrames() == 0 ? null : weights.get("frame_embs", config.maxFrames(), width);
    this.mediaEmbeddings =
        config.maxMedia() == 0 ? null : weights.get("media_time_embs", config.maxMedia(), 1, width);
    for (int layer = 0; layer < config.depth(); layer++) {
      layers.add(
          new PerceiverAttention(
              width,
              config.heads(),
              config.headWidth(),
              config.feedForwardMultiple(),
              weights.under("layers." + layer),
              packer));
    }
    this.norm = packer.norm(weights, "norm", width);
    this.unit = new LayerNorm(Nd4j.ones(DataType.FLOAT, width), null, Packer.EPSILON);
  }

  public ResamplerConfig config() {
    return config;
  }

  /** Bytes of the packed linear layers. */
  public long weightBytes() {
    return layers.stream().mapToLong(PerceiverAttention::weightBytes).sum();
  }

  /** Name of the kernel that multiplies. */
  public String kernel() {
    return layers.get(0).kernel();
  }

  /** All latents: [B, T, F, V, D] to [B, T, R, D]. */
  public INDArray forward(INDArray x) {
    return forward(x, config.latents());
  }

  /**
   * The first {@code visualTokens} latents: [B, T, F, V, D] to [B, T, visualTokens, D].
   *
   * @throws IllegalArgumentException if there are not so many latents
   */
  public INDArray forward(INDArray x, int visualTokens) {
    return forward(x, visualTokens, config.depth(), ExactSaving.usual(), LayerObserver.NONE);
  }

  /**
   * The same, showing the latents [B T, visualTokens, D] after each layer.
   *
   * @param depth layers that run; the last normalisation follows whichever is the last
   * @param savings those that may be used
   */
  public INDArray forward(
      INDArray x, int visualTokens, int depth, Set<ExactSaving> savings, LayerObserver observer) {
    if (depth < 1 || depth > layers.size()) {
      throw new IllegalArgumentException(
          "The resampler has %d layers, so that %d cannot run.".formatted(layers.size(), depth));
    }
    requireInput(x, visualTokens);
    int images = (int) (x.size(0) * x.size(1));
    INDArray tokens = ops.create(DataType.FLOAT, images, visualTokens, config.width());
    try (Scope scratch = ops.scope()) {
      INDArray features = features(x);
      INDArray standardised = standardised(features, visualTokens, savings);
      INDArray current = latents(images, visualTokens);
      for (int layer = 0; layer < depth; layer++) {
        layers.get(layer).addTo(current, features, standardised, savings);
        observer.after(layer, current);
      }
      ops.layerNorm(current, norm, tokens);
    }
    return tokens.reshape('c', x.size(0), x.size(1), visualTokens, config.width());
  }

  /**
   * The same, where each image leaves as a rule says, and is not computed any more.
   *
   * @param depth layers that run at most
   * @param tally is told how deep each image went
   */
  INDArray forward(
      INDArray x,
      int visualTokens,
      int depth,
      ExitRule exit,
      Set<ExactSaving> savings,
      DepthTally tally) {
    requireInput(x, visualTokens);
    int images = (int) (x.size(0) * x.size(1));
    INDArray tokens = ops.create(DataType.FLOAT, images, visualTokens, config.width());
    try (Scope scratch = ops.scope()) {
      INDArray features = features(x);
      ImagesUnderWay underWay =
          new ImagesUnderWay(
              ops,
              features,
              standardised(features, visualTokens, savings),
              latents(images, visualTokens));
      for (int layer = 0; layer < depth && !underWay.isEmpty(); layer++) {
        double[] changes = underWay.run(layers.get(layer), savings);
        tally.changed(layer, changes);
        int ran = layer;
        IntPredicate leaves = image -> ran == depth - 1 || exit.leaves(ran, changes[image]);
        tally.add(layer + 1, underWay.leave(leaves, norm, tokens));
      }
    }
    return tokens.reshape('c', x.size(0), x.size(1), visualTokens, config.width());
  }

  /** For layers that take them, [B T, F V, D]; else null. */
  private INDArray standardised(INDArray features, int visualTokens, Set<ExactSaving> savings) {
    PerceiverAttention first = layers.get(0);
    return first.folds(visualTokens, (int) features.size(1), savings)
        ? ops.layerNorm(features, unit, first.inputType())
        : null;
  }

  /**
   * Where the latents of single images look: the attention on features, without that on latents,
   * its mean over heads and layers.
   *
   * @param x [n, 1, 1, V, D]
   * @param depth layers that run
   * @return by image, latent and feature, [n][R][V]; each row adds up to 1
   */
  public double[][][] gaze(INDArray x, int visualTokens, int depth) {
    requireInput(x, visualTokens);
    int images = (int) x.size(0);
    int features = (int) x.size(3);
    double[][][] gaze = new double[images][visualTokens][features];
    try (Scope scratch = ops.scope()) {
      INDArray media = features(x);
      INDArray current = latents(images, visualTokens);
      for (int layer = 0; layer < depth; layer++) {
        for (int image = 0; image < images; image++) {
          addShares(layers.get(layer).shares(current, media, image), gaze[image]);
        }
        layers.get(layer).addTo(current, media, null, ExactSaving.usual());
      }
    }
    for (double[][] ofImage : gaze) {
      Arrays.stream(ofImage).forEach(PerceiverResampler::normalise);
    }
    return gaze;
  }

  /** Adds [H, R, V + R] to [R][V]. */
  private static void addShares(INDArray shares, double[][] sums) {
    float[] values = Floats.of(shares);
    int keys = (int) shares.size(2);
    for (int row = 0; row < values.length / keys; row++) {
      double[] sum = sums[row % sums.length];
      for (int feature = 0; feature < sum.length; feature++) {
        sum[feature] += values[row * keys + feature];
      }
    }
  }

  private static void normalise(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
  }

  private INDArray features(INDArray x) {
    long images = x.size(0) * x.size(1);
    long features = x.size(2) * x.size(3);
    if (frameEmbeddings == null && mediaEmbeddings == null) {
      return x.reshape('c', images, features, config.width());
    }
    INDArray copy = ops.create(DataType.FLOAT, x.shape());
    ops.copy(x, copy);
    INDArray rows = copy.reshape('c', images, features, config.width()); // [B T, F V, D]
    for (int frame = 0; frameEmbeddings != null && frame < x.size(2); frame++) {
      INDArray ofFrame =
          rows.get(
              NDArrayIndex.all(),
              NDArrayIndex.interval(frame * x.size(3), (frame + 1) * x.size(3)),
              NDArrayIndex.all()); // [B T, V, D]
      ops.add(ofFrame, frameEmbeddings.getRow(frame));
    }
    for (int image = 0; mediaEmbeddings != null && image < images; image++) {
      INDArray ofImage =
          rows.get(NDArrayIndex.interval(image, image + 1), NDArrayIndex.all(), NDArrayIndex.all());
      long place = image % x.size(1);
      ops.add(ofImage, mediaEmbeddings.slice(place).reshape(config.width()));
    }
    return rows;
  }

  private INDArray latents(int images, int visualTokens) {
    INDArray prefix =
        latents.get(NDArrayIndex.interval(0, visualTokens), NDArrayIndex.all()); // [R', D]
    INDArray copies = ops.create(DataType.FLOAT, images, visualTokens, config.width());
    for (int image = 0; image < images; image++) {
      ops.copy(
          prefix, copies.get(NDArrayIndex.point(image), NDArrayIndex.all(), NDArrayIndex.all()));
    }
    return copies;
  }

  private void requireInput(INDArray x, int visualTokens) {
    Shapes.require(
        x.rank() == 5 && x.size(4) == config.width(),
        "Input of the resampler",
        "[B, T, F, V, " + config.width() + "]",
        x);
    if (visualTokens < 1 || visualTokens > config.latents()) {
      throw new IllegalArgumentException(
          "The plan asks for %d visual tokens, but this model has %d; choose 1 to %d."
              .formatted(visualTokens, config.latents(), config.latents()));
    }
    requirePlaces(x.size(1), config.maxMedia(), "images");
    requirePlaces(x.size(2), config.maxFrames(), "frames");
  }

  private static void requirePlaces(long given, int places, String what) {
    if (places > 0 && given > places) {
      throw new ShapeException(
          "The resampler knows places for %d %s, but %d were given; use fewer."
              .formatted(places, what, given));
    }
  }
}
