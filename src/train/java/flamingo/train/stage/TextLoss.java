package flamingo.train.stage;

import flamingo.train.module.LanguageModule;
import flamingo.train.tensor.Tensors;
import flamingo.train.text.Document;
import flamingo.train.text.TextBatch;
import flamingo.train.text.TextBatch.Due;
import flamingo.train.text.TextBatch.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Cross-entropy of a batch of documents, and how often answers were right.
 *
 * <pre>
 * B documents   L tokens   V vocabulary   H heads   G places where a word is due
 *   logits           [B, L, V]
 *   probabilities    [B, H, L, L]   of attention
 *   mass             [G, 2]         on earlier occurrences, of the first two heads
 * </pre>
 */
final class TextLoss {
  private static final int NO_REDUCTION = 0;
  private static final long IGNORE_NONE = -100;
  private static final int GUIDED_HEADS = 2;
  private static final double LEAST_MASS = 1e-6;

  private final Weights weights;

  /**
   * What counts how much.
   *
   * @param other mean over the tokens that are no answers
   * @param caption a token of a caption, against 1 of another answer
   * @param guide the attention to earlier occurrences of a word that is due
   */
  record Weights(double other, double caption, double guide) {}

  TextLoss(Weights weights) {
    this.weights = weights;
  }

  /**
   * A loss with its graph.
   *
   * @param accuracy share of answer tokens that are the most probable ones
   * @param guide the guide's own loss, not weighted
   */
  record Value(Tensor loss, double accuracy, double guide) {
    Map<String, Double> metrics() {
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("accuracy", accuracy);
      metrics.put("guide", guide);
      return metrics;
    }
  }

  /** Keeps the attention probabilities of one layer. */
  static final class Watched implements LanguageModule.Listener {
    private final int layer;
    private Tensor probabilities;

    Watched(int layer) {
      this.layer = layer;
    }

    /** [B, H, L, L]. */
    Tensor probabilities() {
      return probabilities;
    }

    @Override
    public void attended(int index, Tensor p) {
      if (index == layer) {
        probabilities = p;
      }
    }
  }

  /**
   * @param logits [B, L, V]
   * @param probabilities of the guided layer, or null
   */
  Value of(TextBatch batch, Tensor logits, Tensor probabilities) {
    long length = logits.size(1);
    Tensor predicted = logits.narrow(1, 0, length - 1).reshape(-1, logits.size(2));
    Tensor targets = Tensors.of(batch.ids()).narrow(1, 1, length - 1).reshape(-1);
    Tensor each =
        torch.cross_entropy_loss(
            predicted.to(ScalarType.Float),
            targets,
            new TensorOptional(),
            NO_REDUCTION,
            IGNORE_NONE,
            0);
    Tensor answers = answers(batch);
    Tensor right = predicted.argmax(new LongOptional(1), false).eq(targets);
    Tensor isAnswer = answers.gt(new Scalar(0.0)).to(ScalarType.Float);
    double accuracy =
        right.to(ScalarType.Float).mul(isAnswer).sum().item_double() / isAnswer.sum().item_double();
    Tensor loss = each.mul(answers).sum().add(each.mul(others(batch)).sum());
    if (probabilities == null || batch.dues().isEmpty()) {
      return new Value(loss, accuracy, 0);
    }
    Tensor guide = guide(batch.dues(), probabilities);
    Tensor guided = loss.add(guide.mul(new Scalar(weights.guide())));
    return new Value(guided, accuracy, guide.item_double());
  }

  private Tensor answers(TextBatch batch) {
    return normalised(
        batch,
        (document, role) -> {
          boolean caption = document.kind() == Document.Kind.CAPTION;
          return role == Role.ANSWER ? (caption ? weights.caption() : 1) : 0;
        },
        1);
  }

  private Tensor others(TextBatch batch) {
    return normalised(batch, (document, role) -> role == Role.OTHER ? 1 : 0, weights.other());
  }

  /** Shares of the places whose successor is an answer's token, [B, L]; they sum to 1. */
  static Tensor answers(TextBatch batch, int length) {
    Tensor targets = normalised(batch, (document, role) -> role == Role.ANSWER ? 1 : 0, 1);
    return torch.constant_pad_nd(targets.reshape(-1, length - 1L), 0, 1);
  }

  private interface Share {
    double of(Document document, Role role);
  }

  /** Weights of the targets, [B (L - 1)], with the given sum. */
  private static Tensor normalised(TextBatch batch, Share share, double sum) {
    int length = batch.ids()[0].length - 1;
    float[] values = new float[batch.ids().length * length];
    double total = 0;
    for (int row = 0; row < batch.ids().length; row++) {
      for (int i = 0; i < length; i++) {
        double weight = share.of(batch.documents().get(row), batch.roles()[row][i + 1]);
        values[row * length + i] = (float) weight;
        total += weight;
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) (total == 0 ? 0 : sum / total);
    }
    return Tensors.of(values, values.length);
  }

  private static Tensor guide(List<Due> dues, Tensor probabilities) {
    long length = probabilities.size(2);
    long[] rows = new long[dues.size()];
    float[] earlier = new float[Math.toIntExact(dues.size() * length)];
    for (int i = 0; i < rows.length; i++) {
      Due due = dues.get(i);
      rows[i] = due.document() * length + due.place();
      for (int place : due.earlier()) {
        earlier[Math.toIntExact(i * length) + place] = 1;
      }
    }
    Tensor byPlace =
        probabilities.narrow(1, 0, GUIDED_HEADS).permute(0, 2, 1, 3).reshape(-1, 2 * length);
    Tensor ofDues = torch.embedding(byPlace, Tensors.of(rows, rows.length));
    Tensor mask = Tensors.of(earlier, rows.length, 1, length);
    Tensor mass =
        ofDues.reshape(rows.length, GUIDED_HEADS, length).mul(mask).sum(new long[] {2}, false, new ScalarTypeOptional());
    return mass.clamp_min(new Scalar(LEAST_MASS)).log().mean().neg();
  }
}
