package flamingo.benchmark.probe;

import flamingo.benchmark.accuracy.Tally;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.dataset.BrokenFile;
import flamingo.image.Preprocessor;
import flamingo.model.PreparedFlamingo;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of an image's class can be read off a vision tower's features by a linear layer, the
 * tower itself unchanged.
 *
 * @see <a href="https://arxiv.org/abs/1610.01644">Linear classifier probes</a>
 */
public final class LinearProbe {
  private static final double NANOS = 1e9;

  private final Preprocessor preprocessor;

  public LinearProbe(Preprocessor preprocessor) {
    this.preprocessor = preprocessor;
  }

  /**
   * @param seed of the order in which the layer sees images
   * @throws TaskException if no image can be read, of those to learn from or of those to be tested
   */
  public ProbeResult run(PreparedFlamingo model, ProbeImages images, long seed)
      throws TaskException {
    long start = System.nanoTime();
    List<String> classes = images.classes();
    LabelledFeatures learned = LabelledFeatures.of(model, preprocessor, images.training(), classes);
    LabelledFeatures tested = LabelledFeatures.of(model, preprocessor, images.test(), classes);
    if (learned.rows() == null || tested.rows() == null) {
      throw new TaskException("The probe could read none of its images; choose others.");
    }
    SoftmaxLayer layer = SoftmaxLayer.fit(learned.rows(), learned.classes(), classes.size(), seed);
    Tally tally = tally(layer.predict(tested.rows()), tested.classes());
    List<BrokenFile> broken = new ArrayList<>(learned.broken());
    broken.addAll(tested.broken());
    return new ProbeResult(
        tally,
        classes.size(),
        learned.classes().length,
        layer.epochs(),
        (System.nanoTime() - start) / NANOS,
        broken);
  }

  private static Tally tally(int[] answers, int[] classes) {
    int right = 0;
    for (int i = 0; i < answers.length; i++) {
      right += answers[i] == classes[i] ? 1 : 0;
    }
    return new Tally(right, answers.length);
  }
}
