package flamingo.train.stage;

import flamingo.train.text.Document;
import flamingo.train.text.DocumentMaker;
import flamingo.train.text.InContextTask;
import flamingo.train.text.PicturePool;
import flamingo.train.text.TextBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/** Accuracy by task and number of examples, as the rows of a table, on documents never trained on. */
final class Report {
  /** No training batch begins with it. */
  static final long SEED = 900_001;

  private static final int KINDS = 8;
  private static final int[] SHOTS = {0, 1, 2, 4, 7};
  private static final int LONGEST = 128;
  private static final int PICTURES = 800;
  private static final double PHOTOS = 0.25;

  private final Evaluation evaluation;
  private final int documents;

  Report(RunSettings settings) {
    this.evaluation = new Evaluation(LONGEST, settings.precision());
    this.documents = settings.evaluated();
  }

  /** In-context tasks by shots, questions by kind, captions; pictures in words. */
  List<String> inWords(Function<TextBatch, Tensor> model) {
    SplittableRandom random = new SplittableRandom(SEED);
    PicturePool pool = PicturePool.imagined(PICTURES, PHOTOS, random);
    return rows(pool, () -> DocumentMaker.inWords(pool, random), model);
  }

  /** The same; pictures are seen. */
  List<String> withImages(PicturePool pool, Function<TextBatch, Tensor> model) {
    SplittableRandom random = new SplittableRandom(SEED);
    return rows(pool, () -> DocumentMaker.withImages(pool, random), model);
  }

  /** Share of questions about these pictures that are answered rightly, in percent. */
  String questions(PicturePool pool, Function<TextBatch, Tensor> model) {
    SplittableRandom random = new SplittableRandom(SEED);
    DocumentMaker maker = DocumentMaker.withImages(pool, random);
    List<Document> made = made(documents, () -> maker, one -> one.questions(1));
    return percent(
        evaluation.rightness(made, model).stream().mapToInt(r -> r ? 1 : 0).average().orElse(0));
  }

  private List<String> rows(
      PicturePool pool, Supplier<DocumentMaker> makers, Function<TextBatch, Tensor> model) {
    List<String> rows = new ArrayList<>();
    for (InContextTask task : InContextTask.all()) {
      if (pool.has(task.attribute())) {
        StringBuilder row = new StringBuilder(task.name() + " by shots");
        for (int shots : SHOTS) {
          List<Document> made =
              made(documents, makers, maker -> maker.inContext(task, shots + 1));
          row.append(' ').append(percent(evaluation.accuracy(made, model).get(task.name())));
        }
        rows.add(row.toString());
      }
    }
    List<Document> others =
        new ArrayList<>(made(KINDS * documents, makers, maker -> maker.questions(1)));
    others.addAll(made(documents, makers, maker -> maker.captions(1)));
    evaluation.accuracy(others, model).forEach((name, right) -> rows.add(name + ' ' + percent(right)));
    return rows;
  }

  private static List<Document> made(
      int count, Supplier<DocumentMaker> makers, Function<DocumentMaker, Document> make) {
    return Stream.generate(makers).limit(count).map(make).toList();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f", 100 * share);
  }
}
