package flamingo.benchmark.accuracy;

import flamingo.dataset.ImageDataset;
import flamingo.dataset.Sample;
import flamingo.dataset.content.Picture;
import flamingo.dataset.content.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Captions, questions and labels that the data set holds, each image once, in random order. */
final class AnnotatedEpisodes implements Episodes {
  private static final String WHAT = "what is this ?";

  private final Task task;
  private final List<Sample> samples;
  private final List<String> labels;
  private final Map<String, List<Sample>> byLabel;
  private final long seed;

  private AnnotatedEpisodes(Task task, List<Sample> samples, List<String> labels, long seed) {
    this.task = task;
    this.samples = samples;
    this.labels = labels;
    this.byLabel =
        task == Task.CLASSIFY
            ? samples.stream().collect(Collectors.groupingBy(Sample::label))
            : Map.of();
    this.seed = seed;
  }

  static AnnotatedEpisodes of(Task task, ImageDataset dataset, long seed) throws TaskException {
    Predicate<Sample> usable =
        switch (task) {
          case CAPTION -> sample -> !sample.annotation().captions().isEmpty();
          case VQA -> sample -> !sample.annotation().questions().isEmpty();
          default -> sample -> sample.label() != null;
        };
    List<Sample> samples = new ArrayList<>(dataset.samples());
    samples.removeIf(usable.negate());
    List<String> labels =
        samples.stream().map(Sample::label).filter(Objects::nonNull).distinct().sorted().toList();
    requireEnough(task, dataset, samples, labels);
    Collections.shuffle(samples, new Random(seed));
    return new AnnotatedEpisodes(task, samples, labels, seed);
  }

  private static void requireEnough(
      Task task, ImageDataset dataset, List<Sample> samples, List<String> labels)
      throws TaskException {
    if (samples.isEmpty()) {
      String what =
          switch (task) {
            case CAPTION -> "captions; add a captions.csv with the columns file and caption";
            case VQA -> "questions; add a captions.csv with the columns file, question and answer";
            default -> "labels; sort its images into one subfolder a class";
          };
      throw new TaskException(
          "%s has no %s, or choose another task than %s."
              .formatted(dataset.name(), what, task.text()));
    }
    if (task == Task.CLASSIFY && labels.size() < 2) {
      throw new TaskException(
          "%s has the single class \"%s\"; classifying needs two at least."
              .formatted(dataset.name(), labels.get(0)));
    }
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Episode episode(int index, int shots) {
    Random random = Episodes.random(seed, index);
    Sample asked = samples.get(index);
    List<Turn> examples = new ArrayList<>();
    List<String> order = new ArrayList<>(labels);
    Collections.shuffle(order, random);
    for (int shot = 0; shot < shots; shot++) {
      List<Sample> from =
          task == Task.CLASSIFY ? byLabel.get(order.get(shot % order.size())) : samples;
      examples.add(example(asked, from, random));
    }
    return episode(examples, asked, random);
  }

  /** Another image than the one that is asked about, unless there is no other. */
  private Turn example(Sample asked, List<Sample> from, Random random) {
    int first = random.nextInt(from.size());
    Sample other = from.get(first);
    if (other == asked) {
      other = from.get((first + 1) % from.size());
    }
    return turn(other, question(other, random));
  }

  private Question question(Sample sample, Random random) {
    List<Question> all = sample.annotation().questions();
    return task == Task.VQA ? all.get(random.nextInt(all.size())) : null;
  }

  private Turn turn(Sample sample, Question question) {
    return switch (task) {
      case CAPTION -> new Turn(sample, null, sample.annotation().captions().get(0));
      case VQA -> new Turn(sample, question.text(), question.answer());
      default -> new Turn(sample, WHAT, sample.label());
    };
  }

  private Episode episode(List<Turn> examples, Sample asked, Random random) {
    Question question = question(asked, random);
    Turn request = turn(asked, question);
    return switch (task) {
      case CAPTION ->
          new Episode(examples, request, asked.annotation().captions(), List.of(), kind(asked));
      case VQA ->
          new Episode(examples, request, List.of(request.answer()), List.of(), question.kind());
      default -> new Episode(examples, request, List.of(asked.label()), labels, asked.label());
    };
  }

  private static String kind(Sample sample) {
    Picture picture = sample.annotation().picture();
    if (picture == null) {
      return "image";
    }
    int figures = picture.figures().size();
    return picture.isPhoto() ? "photo" : figures == 1 ? "1 object" : figures + " objects";
  }
}
