package flamingo.train.stage;

import flamingo.text.WordTokenizer;
import flamingo.train.tensor.Autocast;
import flamingo.train.tensor.Tensors;
import flamingo.train.text.Document;
import flamingo.train.text.TextBatch;
import flamingo.train.text.TextBatch.Role;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The share of documents whose last answer a model would give: every token of it, the end of the
 * chunk included, is the most probable one after what is right so far. That is what greedy decoding
 * gives.
 */
final class Evaluation {
  private static final int BATCH = 20;

  private final WordTokenizer tokenizer = WordTokenizer.mini();
  private final int length;
  private final Autocast.Mode precision;

  /**
   * @param length of the longest document, in tokens
   */
  Evaluation(int length, Autocast.Mode precision) {
    this.length = length;
    this.precision = precision;
  }

  /**
   * @param model logits [B, L, V] of a batch
   * @return 0 to 1
   */
  double accuracy(List<Document> documents, Function<TextBatch, Tensor> model) {
    int right = 0;
    for (int from = 0; from < documents.size(); from += BATCH) {
      right += right(documents.subList(from, Math.min(from + BATCH, documents.size())), model);
    }
    return (double) right / documents.size();
  }

  private int right(List<Document> documents, Function<TextBatch, Tensor> model) {
    try (PointerScope scope = new PointerScope();
        AutoGradMode off = new AutoGradMode(false);
        Autocast cast = Autocast.open(precision)) {
      TextBatch batch = TextBatch.of(documents, tokenizer, length).trimmed();
      Tensor best = model.apply(batch).argmax(new LongOptional(-1), false);
      INDArray said = Tensors.toArray(best);
      int right = 0;
      for (int row = 0; row < batch.ids().length; row++) {
        right += isRight(batch.ids()[row], batch.roles()[row], said.getRow(row)) ? 1 : 0;
      }
      return right;
    }
  }

  private static boolean isRight(int[] ids, Role[] roles, INDArray said) {
    int place = ids.length - 1;
    while (roles[place] != Role.ANSWER) {
      place--;
    }
    while (roles[place] == Role.ANSWER) {
      if (said.getInt(place - 1) != ids[place]) {
        return false;
      }
      place--;
    }
    return true;
  }
}
