package flamingo.controller;

import flamingo.controller.PromptController.Example;
import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import flamingo.model.ExecutionPlan;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Rices;
import flamingo.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shots whose images are most like the one that is asked about. For the engine's thread only. Close
 * it after the last use.
 */
public final class SimilarShots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimilarShots.class);

  /** Images that are looked at together. */
  private static final int BATCH = 16;

  private final ModelSession session;
  private final PreparedFlamingo model;
  private final Rices rices;
  private final List<Example> candidates = new ArrayList<>();

  /**
   * Looks at the image of every example; broken ones are left out.
   *
   * @param precision of the vision tower that compares
   * @param progress hears the share of images that were looked at
   * @throws CancellationException if it was cancelled
   */
  SimilarShots(
      ModelSession session,
      Precision precision,
      List<Example> examples,
      BooleanSupplier cancelled,
      DoubleConsumer progress) {
    this.session = session;
    this.model = session.prepare(ExecutionPlan.DENSE.withPrecision(precision));
    this.rices = new Rices(model);
    try {
      for (int from = 0; from < examples.size(); from += BATCH) {
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("The choice of examples was cancelled.");
        }
        int to = Math.min(from + BATCH, examples.size());
        look(examples.subList(from, to));
        progress.accept((double) to / examples.size());
      }
    } catch (RuntimeException ended) {
      close();
      throw ended;
    }
  }

  /** For a caller that waits for it. */
  public static SimilarShots among(
      List<Example> examples, BuiltInModels models, Precision precision) {
    return new SimilarShots(models.session(), precision, examples, () -> false, share -> {});
  }

  private void look(List<Example> examples) {
    List<float[]> sound = new ArrayList<>();
    for (Example example : examples) {
      try {
        sound.add(session.preprocessor().values(example.image().decode()));
        candidates.add(example);
      } catch (BrokenImageException broken) {
        LOG.info("No example: {}", broken.getMessage());
      }
    }
    if (!sound.isEmpty()) {
      rices.add(pixels(sound));
    }
  }

  /** [n, 3, S, S]. */
  private INDArray pixels(List<float[]> images) {
    int size = session.preprocessor().imageSize();
    return Nd4j.create(images.toArray(float[][]::new)).reshape('c', images.size(), 3, size, size);
  }

  /** The examples most like an image, the most similar last; never the image itself. */
  public List<Example> of(Sample image, int count) throws BrokenImageException {
    float[] values = session.preprocessor().values(image.decode());
    List<Example> similar =
        rices.mostSimilar(pixels(List.of(values)), count + 1).stream()
            .map(candidates::get)
            .filter(example -> !isSame(example.image(), image))
            .toList();
    return similar.subList(Math.max(0, similar.size() - count), similar.size());
  }

  private static boolean isSame(Sample one, Sample other) {
    return one.file() == null || other.file() == null
        ? one.id().equals(other.id())
        : one.file().toAbsolutePath().normalize().equals(other.file().toAbsolutePath().normalize());
  }

  @Override
  public void close() {
    model.close();
  }
}
