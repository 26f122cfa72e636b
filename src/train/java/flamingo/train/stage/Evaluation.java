package flamingo.train.stage;

import flamingo.text.WordTokenizer;
import flamingo.train.tensor.Autocast;
import flamingo.train.tensor.Tensors;
import flamingo.train.text.Chunk;
import flamingo.train.text.Document;
import flamingo.train.text.TextBatch;
import flamingo.train.text.TextBatch.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
   * Share of right answers by the name of the last chunk's task, 0 to 1.
   *
   * @param model logits [B, L, V] of a batch
   */
  Map<String, Double> accuracy(List<Document> documents, Function<TextBatch, Tensor> model) {
    Map<String, List<Boolean>> right = new TreeMap<>();
    List<Boolean> all = rightness(documents, model);
    for (int i = 0; i < documents.size(); i++) {
      List<Chunk> chunks = documents.get(i).chunks();
      String name = chunks.get(chunks.size() - 1).name();
      right.computeIfAbsent(name, absent -> new ArrayList<>()).add(all.get(i));
    }
    Map<String, Double> shares = new TreeMap<>();
    right.forEach(
        (name, ofName) ->
            shares.put(name, ofName.stream().mapToInt(r -> r ? 1 : 0).average().orElseThrow()));
    return shares;
  }

  /** Whether the last answer of each document is right. */
  List<Boolean> rightness(List<Document> documents, Function<TextBatch, Tensor> model) {
    List<Boolean> right = new ArrayList<>();
    for (int from = 0; from < documents.size(); from += BATCH) {
      int to = Math.min(from + BATCH, documents.size());
      right.addAll(right(documents.subList(from, to), model));
    }
    return right;
  }

  private List<Boolean> right(List<Document> documents, Function<TextBatch, Tensor> model) {
    try (PointerScope scope = new PointerScope();
        AutoGradMode off = new AutoGradMode(false);
        Autocast cast = Autocast.open(precision)) {
      TextBatch batch = TextBatch.of(documents, tokenizer, length).trimmed();
      Tensor best = model.apply(batch).argmax(new LongOptional(-1), false);
      INDArray said = Tensors.toArray(best);
      List<Boolean> right = new ArrayList<>();
      for (int row = 0; row < batch.ids().length; row++) {
        right.add(isRight(batch.ids()[row], batch.roles()[row], said.getRow(row)));
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
