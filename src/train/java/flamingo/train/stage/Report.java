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
import org.bytedeco.pytorch.Tensor;

/** Accuracy by task and number of examples, as the rows of a table, on documents never trained on. */
final class Report {
  /** No training batch begins with it. */
  static final long SEED = 900_001;

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

  /**
   * In-context tasks by shots, then questions and captions without any.
   *
   * @param makers a maker for each document
   */
  private List<String> rows(
      PicturePool pool, Supplier<DocumentMaker> makers, Function<TextBatch, Tensor> model) {
    List<String> rows = new ArrayList<>();
    for (InContextTask task : InContextTask.all()) {
      if (pool.has(task.attribute())) {
        StringBuilder row = new StringBuilder(task.name());
        for (int shots : SHOTS) {
          row.append(percent(makers, maker -> maker.inContext(task, shots + 1), model));
        }
        rows.add(row.toString());
      }
    }
    rows.add("questions" + percent(makers, maker -> maker.questions(1), model));
    rows.add("captions" + percent(makers, maker -> maker.captions(1), model));
    return rows;
  }

  private String percent(
      Supplier<DocumentMaker> makers,
      Function<DocumentMaker, Document> make,
      Function<TextBatch, Tensor> model) {
    List<Document> made = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      made.add(make.apply(makers.get()));
    }
    return String.format(Locale.ROOT, " %.0f", 100 * evaluation.accuracy(made, model));
  }

  /** Pictures in words. */
  List<String> inWords(Function<TextBatch, Tensor> model) {
    SplittableRandom random = new SplittableRandom(SEED);
    PicturePool pool = PicturePool.imagined(PICTURES, PHOTOS, random);
    return rows(pool, () -> DocumentMaker.inWords(pool, random), model);
  }

  /** Pictures that are seen. */
  List<String> withImages(PicturePool pool, Function<TextBatch, Tensor> model) {
    SplittableRandom random = new SplittableRandom(SEED);
    return rows(pool, () -> DocumentMaker.withImages(pool, random), model);
  }
}
