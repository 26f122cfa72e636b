package flamingo.benchmark.accuracy;

import flamingo.dataset.ImageDataset;
import java.util.Random;
import java.util.SplittableRandom;

/** Draws requests for a task from a data set; the same index gives the same request. */
interface Episodes {
  /**
   * @throws TaskException if the data set has nothing for the task
   */
  static Episodes of(Task task, ImageDataset dataset, long seed) throws TaskException {
    return switch (task) {
      case CAPTION, VQA, CLASSIFY -> AnnotatedEpisodes.of(task, dataset, seed);
      case WORDS -> InventedWordEpisodes.of(dataset, seed);
      default -> AttributeEpisodes.of(task, dataset, seed);
    };
  }

  /** A generator of its own for each request. */
  static Random random(long seed, int index) {
    return new Random(
        new SplittableRandom(seed).nextLong() ^ new SplittableRandom(index).nextLong());
  }

  /** How many requests there are; no end where they are drawn at random. */
  int size();

  /**
   * @param index 0 to {@link #size()}
   * @param shots examples before the request
   */
  Episode episode(int index, int shots);
}
