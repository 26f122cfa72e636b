package flamingo.dataset;

import java.util.List;
import java.util.Objects;

/** A collection of images, labelled or not, in a fixed order. */
public interface ImageDataset {
  /** A short name for people. */
  String name();

  /** All images that can be read, in order. */
  List<Sample> samples();

  /** What was skipped, in order. */
  List<BrokenFile> broken();

  /** The classes that occur, each once, in the order of the samples. */
  default List<String> labels() {
    return samples().stream().map(Sample::label).filter(Objects::nonNull).distinct().toList();
  }
}
