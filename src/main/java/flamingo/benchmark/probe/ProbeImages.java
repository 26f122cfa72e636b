package flamingo.benchmark.probe;

import flamingo.benchmark.accuracy.TaskException;
import flamingo.dataset.ImageDataset;
import flamingo.dataset.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Labelled images to learn from, and others to be asked about.
 *
 * @param classes in alphabetical order
 */
public record ProbeImages(List<String> classes, List<Sample> training, List<Sample> test) {
  private static final int TEST_SHARE = 5;

  /**
   * Some images of each of two data sets, chosen by the seed.
   *
   * @param most training images at most
   * @param limit test images at most
   * @throws TaskException if the training images are of one class, or a class has only one
   */
  public static ProbeImages of(
      ImageDataset training, ImageDataset test, int most, int limit, long seed)
      throws TaskException {
    requirePositive(most, limit);
    List<Sample> learned = first(most, shuffled(training, seed));
    List<String> classes = List.copyOf(byClass(learned, training.name()).keySet());
    List<Sample> asked = first(limit, shuffled(test, seed));
    if (asked.isEmpty()) {
      throw new TaskException(
          "%s has no labelled images to test on; choose another data set.".formatted(test.name()));
    }
    return new ProbeImages(classes, learned, asked);
  }

  /**
   * A data set of which a fifth of each class, at least one image, is for testing.
   *
   * @param most training images at most
   * @param limit test images at most
   * @throws TaskException if its images are of one class, or a class has only one
   */
  public static ProbeImages split(ImageDataset dataset, int most, int limit, long seed)
      throws TaskException {
    requirePositive(most, limit);
    Map<String, List<Sample>> byClass = byClass(shuffled(dataset, seed), dataset.name());
    List<Sample> training = new ArrayList<>();
    List<Sample> test = new ArrayList<>();
    for (List<Sample> samples : byClass.values()) {
      int tested = Math.max(1, samples.size() / TEST_SHARE);
      test.addAll(samples.subList(0, tested));
      training.addAll(samples.subList(tested, samples.size()));
    }
    Collections.shuffle(training, new Random(seed));
    Collections.shuffle(test, new Random(seed));
    List<Sample> learned = first(most, training);
    if (new HashSet<>(learned.stream().map(Sample::label).toList()).size() < 2) {
      throw tooFew("The first %d training images of %s are of one class", most, dataset.name());
    }
    return new ProbeImages(List.copyOf(byClass.keySet()), learned, first(limit, test));
  }

  private static void requirePositive(int most, int limit) {
    if (most < 1 || limit < 1) {
      throw new IllegalArgumentException(
          "A probe needs at least one image to learn from and one to be tested on, not %d and %d."
              .formatted(most, limit));
    }
  }

  private static List<Sample> shuffled(ImageDataset dataset, long seed) {
    List<Sample> labelled = new ArrayList<>(dataset.samples());
    labelled.removeIf(sample -> sample.label() == null);
    Collections.shuffle(labelled, new Random(seed));
    return labelled;
  }

  private static List<Sample> first(int most, List<Sample> samples) {
    return List.copyOf(samples.subList(0, Math.min(most, samples.size())));
  }

  private static Map<String, List<Sample>> byClass(List<Sample> samples, String name)
      throws TaskException {
    Map<String, List<Sample>> byClass = new TreeMap<>();
    for (Sample sample : samples) {
      byClass.computeIfAbsent(sample.label(), absent -> new ArrayList<>()).add(sample);
    }
    if (byClass.size() < 2) {
      throw tooFew("A probe needs two classes, but labels name %d in %s", byClass.size(), name);
    }
    for (Map.Entry<String, List<Sample>> each : byClass.entrySet()) {
      if (each.getValue().size() < 2) {
        throw new TaskException(
            "Class \"%s\" of %s has a single image; give every class two at least, or learn from more images."
                .formatted(each.getKey(), name));
      }
    }
    return byClass;
  }

  private static TaskException tooFew(String what, int number, String name) {
    return new TaskException(
        (what + "; sort its images into a subfolder for each class, or learn from more images.")
            .formatted(number, name));
  }
}
