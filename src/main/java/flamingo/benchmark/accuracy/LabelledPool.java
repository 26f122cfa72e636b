package flamingo.benchmark.accuracy;

import flamingo.dataset.ImageDataset;
import flamingo.dataset.Sample;
import flamingo.dataset.content.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The images of a data set by what an attribute of theirs is. */
final class LabelledPool {
  private final Map<String, List<Sample>> byLabel = new TreeMap<>();

  LabelledPool(ImageDataset dataset, Attribute attribute) {
    for (Sample sample : dataset.samples()) {
      String label =
          sample.annotation().picture() == null
              ? null
              : attribute.of(sample.annotation().picture());
      if (label != null) {
        byLabel.computeIfAbsent(label, absent -> new ArrayList<>()).add(sample);
      }
    }
  }

  /** In alphabetical order. */
  List<String> labels() {
    return List.copyOf(byLabel.keySet());
  }

  /** An image of a label that is not among {@code taken}, if there is another. */
  Sample draw(String label, List<Turn> taken, Random random) {
    List<Sample> samples = byLabel.get(label);
    List<Sample> free =
        samples.stream()
            .filter(sample -> taken.stream().noneMatch(turn -> turn.image() == sample))
            .toList();
    List<Sample> from = free.isEmpty() ? samples : free;
    return from.get(random.nextInt(from.size()));
  }
}
