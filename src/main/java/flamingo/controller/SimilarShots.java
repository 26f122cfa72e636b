package flamingo.controller;

import flamingo.controller.PromptController.Example;
import flamingo.dataset.DatasetException;
import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import flamingo.model.Rices;
import flamingo.optimization.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shots from a folder whose images are most like the one that is asked about. For the engine's
 * thread only.
 */
public final class SimilarShots {
  private static final int MOST_CANDIDATES = 10_000;

  private final ModelSession session;
  private final Rices rices;
  private final List<Example> candidates = new ArrayList<>();

  /**
   * Looks at every image of a folder whose subfolders are named by the answers; broken ones are
   * left out.
   *
   * @param question asked of every shot; null for captions
   * @param selection that the model runs by, whose weights look at the images, too
   * @throws DatasetException if the folder cannot be read, or no image in it has a label
   */
  public SimilarShots(BuiltInModels models, Path folder, String question, Selection selection)
      throws DatasetException {
    this.session = models.session();
    this.rices = new Rices(session.flamingo().prepare(selection.plan()));
    for (Example example : ShotFolder.examples(folder, question, MOST_CANDIDATES)) {
      try {
        rices.add(pixels(example.image()));
        candidates.add(example);
      } catch (BrokenImageException broken) {
        System.getLogger(SimilarShots.class.getName())
            .log(System.Logger.Level.DEBUG, broken.getMessage());
      }
    }
  }

  /** The examples most like an image, the most similar last. */
  public List<Example> of(Sample image, int count) throws BrokenImageException {
    return rices.mostSimilar(pixels(image), count).stream().map(candidates::get).toList();
  }

  /** [1, 3, S, S]. */
  private INDArray pixels(Sample sample) throws BrokenImageException {
    int size = session.preprocessor().imageSize();
    float[] values = session.preprocessor().values(sample.decode());
    return Nd4j.createFromArray(values).reshape('c', 1, 3, size, size);
  }
}
