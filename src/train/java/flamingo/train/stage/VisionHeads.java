package flamingo.train.stage;

import flamingo.train.image.ImageBatch;
import flamingo.train.tensor.Parameters;
import flamingo.train.tensor.Tensors;
import flamingo.dataset.content.Figure;
import flamingo.dataset.content.Picture;
import flamingo.dataset.content.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What the vision tower is asked while it is trained alone: the class of a photograph; which pairs
 * of colour and shape are there and how many figures; and for each patch, which figure covers it.
 *
 * <pre>
 * B images   D width
 *   tokens      [B, 64, D]
 *   mean        [B, D]        normalised
 *   figures     [B, 48 + 6 + 8 + 3]   pairs, shapes, colours, count
 *   patches     [B 64, 7 + 9 + 3]     shape, colour, size; 0 is none
 * </pre>
 */
final class VisionHeads {
  private static final List<String> SHAPES = Vocabulary.SHAPES;
  private static final List<String> COLOURS = Vocabulary.COLOURS;
  private static final List<String> SIZES = Vocabulary.SIZES;
  private static final int PAIRS = SHAPES.size() * COLOURS.size();
  private static final int COUNTS = 4;
  private static final int MEAN_REDUCTION = 1;
  private static final long IGNORE_NONE = -100;
  private static final double SMOOTHING = 0.1;
  private static final double PAIR_WEIGHT = 8;
  private static final double ATTRIBUTE_WEIGHT = 2;
  private static final double COUNT_WEIGHT = 0.5;
  private static final double PATCH_WEIGHT = 2;
  private static final float EMPTY_WEIGHT = 0.25f;
  private static final double EPSILON = 1e-5;

  private final Tensor normWeight;
  private final Tensor normBias;
  private final Tensor photo;
  private final Tensor figures;
  private final Tensor patches;
  private final long width;

  VisionHeads(long width, Parameters parameters) {
    double deviation = 1 / Math.sqrt(3.0 * width);
    long labels = PAIRS + SHAPES.size() + COLOURS.size() + COUNTS;
    long ofPatch = SHAPES.size() + COLOURS.size() + SIZES.size() + 3;
    this.width = width;
    this.normWeight = parameters.constant("norm.weight", 1, width);
    this.normBias = parameters.constant("norm.bias", 0, width);
    this.photo =
        parameters.normal("photo.weight", deviation, Vocabulary.CATEGORIES.size(), width);
    this.figures = parameters.normal("figures.weight", deviation, labels, width);
    this.patches = parameters.normal("patches.weight", deviation, ofPatch, width);
  }

  /**
   * A loss and how much was right.
   *
   * @param photos share of photographs whose class was right, NaN without any
   * @param pairs share of images whose pairs were all right, NaN without any
   */
  record Answer(Tensor loss, double photos, double pairs) {}

  /** Photographs. */
  Answer ofPhotos(Tensor tokens, List<Picture> pictures) {
    Tensor logits = logits(mean(tokens), photo);
    Tensor labels = indices(pictures, p -> Vocabulary.CATEGORIES.indexOf(p.category()));
    Tensor loss =
        torch.cross_entropy_loss(
            logits, labels, new TensorOptional(), MEAN_REDUCTION, IGNORE_NONE, SMOOTHING);
    Tensor right = logits.argmax(new LongOptional(1), false).eq(labels);
    return new Answer(loss, right.to(ScalarType.Float).mean().item_double(), Double.NaN);
  }

  /** Figures. */
  Answer ofFigures(Tensor tokens, ImageBatch batch) {
    List<Picture> pictures = batch.pictures();
    Tensor logits = logits(mean(tokens), figures);
    Tensor pairLogits = logits.narrow(1, 0, PAIRS);
    Tensor pairs = present(pictures, PAIRS, VisionHeads::pair);
    Tensor shapes = present(pictures, SHAPES.size(), f -> SHAPES.indexOf(f.shape()));
    Tensor colours = present(pictures, COLOURS.size(), f -> COLOURS.indexOf(f.colour()));
    Tensor counts = indices(pictures, p -> p.figures().size() - 1);
    Tensor colourLogits = logits.narrow(1, PAIRS + SHAPES.size(), COLOURS.size());
    Tensor countLogits = logits.narrow(1, logits.size(1) - COUNTS, COUNTS);
    Tensor loss =
        weighted(torch.binary_cross_entropy_with_logits(pairLogits, pairs), PAIR_WEIGHT)
            .add(
                weighted(
                    torch.binary_cross_entropy_with_logits(
                        logits.narrow(1, PAIRS, SHAPES.size()), shapes),
                    ATTRIBUTE_WEIGHT))
            .add(
                weighted(
                    torch.binary_cross_entropy_with_logits(colourLogits, colours),
                    ATTRIBUTE_WEIGHT))
            .add(weighted(torch.cross_entropy_loss(countLogits, counts), COUNT_WEIGHT))
            .add(weighted(ofPatches(tokens, batch), PATCH_WEIGHT));
    Tensor right = pairLogits.gt(new Scalar(0.0)).to(ScalarType.Float).eq(pairs);
    Tensor all = right.to(ScalarType.Float).amin(new long[] {1}, false).mean();
    return new Answer(loss, Double.NaN, all.item_double());
  }

  private Tensor ofPatches(Tensor tokens, ImageBatch batch) {
    Tensor flat = tokens.reshape(-1, width);
    Tensor normalised = torch.layer_norm(flat, new long[] {width});
    Tensor logits = logits(normalised, patches);
    long shapes = SHAPES.size() + 1;
    long colours = COLOURS.size() + 1;
    return ofPatches(logits.narrow(1, 0, shapes), batch, f -> SHAPES.indexOf(f.shape()))
        .add(ofPatches(logits.narrow(1, shapes, colours), batch, f -> COLOURS.indexOf(f.colour())))
        .add(
            ofPatches(
                logits.narrow(1, shapes + colours, SIZES.size() + 1L),
                batch,
                f -> SIZES.indexOf(f.size())));
  }

  private static Tensor ofPatches(Tensor logits, ImageBatch batch, ToIntFunction<Figure> label) {
    long[] labels = new long[batch.owners().size() * ImageBatch.PATCHES];
    for (int i = 0; i < labels.length; i++) {
      int image = i / ImageBatch.PATCHES;
      int owner = batch.owners().get(image)[i % ImageBatch.PATCHES];
      List<Figure> shown = batch.pictures().get(image).figures();
      labels[i] = owner == ImageBatch.NOBODY ? 0 : 1 + label.applyAsInt(shown.get(owner));
    }
    float[] weights = new float[(int) logits.size(1)];
    Arrays.fill(weights, 1);
    weights[0] = EMPTY_WEIGHT;
    return torch.cross_entropy_loss(
        logits,
        Tensors.of(labels, labels.length),
        new TensorOptional(Tensors.of(weights, weights.length)),
        MEAN_REDUCTION,
        IGNORE_NONE,
        0);
  }

  private Tensor mean(Tensor tokens) {
    Tensor mean = tokens.to(ScalarType.Float).mean(1);
    return torch.layer_norm(
        mean,
        new long[] {width},
        new TensorOptional(normWeight),
        new TensorOptional(normBias),
        EPSILON,
        true);
  }

  private static Tensor logits(Tensor x, Tensor weight) {
    return torch.linear(x, weight).to(ScalarType.Float);
  }

  private static Tensor weighted(Tensor loss, double weight) {
    return loss.mul(new Scalar(weight));
  }

  private static int pair(Figure figure) {
    return SHAPES.indexOf(figure.shape()) * COLOURS.size() + COLOURS.indexOf(figure.colour());
  }

  private static Tensor present(List<Picture> pictures, int labels, ToIntFunction<Figure> label) {
    float[] present = new float[pictures.size() * labels];
    for (int i = 0; i < pictures.size(); i++) {
      for (Figure figure : pictures.get(i).figures()) {
        present[i * labels + label.applyAsInt(figure)] = 1;
      }
    }
    return Tensors.of(present, pictures.size(), labels);
  }

  private static Tensor indices(List<Picture> pictures, Function<Picture, Integer> label) {
    long[] labels = pictures.stream().mapToLong(label::apply).toArray();
    return Tensors.of(labels, labels.length);
  }
}
