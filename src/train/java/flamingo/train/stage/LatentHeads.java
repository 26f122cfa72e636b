package flamingo.train.stage;

import flamingo.dataset.content.Figure;
import flamingo.dataset.content.Picture;
import flamingo.dataset.content.Vocabulary;
import flamingo.train.tensor.Parameters;
import flamingo.train.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What the first latents are asked while the resampler is trained: the k-th of them, which figure is
 * the k-th in reading order. It orders what the gated blocks will look for; the program has no such
 * heads.
 *
 * <pre>
 * B images   R latents   D width   K = 4 figures at most
 *   media    [B, R, D]
 *   logits   [B K, 9 + 7 + 3 + 10]   colour, shape, size, cell; 0 is none
 * </pre>
 */
final class LatentHeads {
  private static final int FIGURES = 4;
  private static final int CELLS = 9;
  private static final int COLUMNS = 3;
  private static final int MEAN_REDUCTION = 1;
  private static final long IGNORED = -100;

  private final long width;
  private final Tensor weight;
  private final List<Label> labels =
      List.of(
          new Label(Vocabulary.COLOURS.size() + 1, f -> Vocabulary.COLOURS.indexOf(f.colour())),
          new Label(Vocabulary.SHAPES.size() + 1, f -> Vocabulary.SHAPES.indexOf(f.shape())),
          new Label(Vocabulary.SIZES.size() + 1, f -> Vocabulary.SIZES.indexOf(f.size())),
          new Label(CELLS + 1, f -> f.row() * COLUMNS + f.column()));

  /** One thing that a figure is, and how many there are with none. */
  private record Label(int classes, ToIntFunction<Figure> of) {}

  /**
   * @param right share of figures of which everything was right
   */
  record Answer(Tensor loss, double right) {}

  LatentHeads(long width, Parameters parameters) {
    this.width = width;
    long classes = labels.stream().mapToInt(Label::classes).sum();
    this.weight = parameters.normal("figures.weight", 1 / Math.sqrt(3.0 * width), classes, width);
  }

  /** Photographs are not asked about. */
  Answer of(Tensor media, List<Picture> pictures) {
    Tensor first = media.narrow(1, 0, FIGURES).reshape(-1, width);
    Tensor logits = torch.linear(first, weight).to(ScalarType.Float);
    Tensor loss = null;
    Tensor right = null;
    long from = 0;
    for (Label label : labels) {
      Tensor part = logits.narrow(1, from, label.classes());
      Tensor wanted = wanted(pictures, label);
      Tensor one =
          torch.cross_entropy_loss(
              part, wanted, new TensorOptional(), MEAN_REDUCTION, IGNORED, 0);
      Tensor hit = part.argmax(new LongOptional(1), false).eq(wanted).to(ScalarType.Float);
      loss = loss == null ? one : loss.add(one);
      right = right == null ? hit : right.mul(hit);
      from += label.classes();
    }
    Tensor shown = wanted(pictures, labels.get(0)).gt(new Scalar(0.0)).to(ScalarType.Float);
    return new Answer(
        loss, right.mul(shown).sum().item_double() / Math.max(1, shown.sum().item_double()));
  }

  private static Tensor wanted(List<Picture> pictures, Label label) {
    List<Long> wanted = new ArrayList<>();
    for (Picture picture : pictures) {
      List<Figure> figures = picture.figures();
      for (int k = 0; k < FIGURES; k++) {
        long none = picture.isPhoto() ? IGNORED : 0;
        wanted.add(k < figures.size() ? 1 + label.of().applyAsInt(figures.get(k)) : none);
      }
    }
    return Tensors.of(wanted.stream().mapToLong(Long::longValue).toArray(), wanted.size());
  }
}
