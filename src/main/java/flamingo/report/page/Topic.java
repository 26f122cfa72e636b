package flamingo.report.page;

import java.util.List;

/**
 * A section of the report.
 *
 * @param experiments whose rows it shows, in order
 */
record Topic(String heading, List<String> experiments) {
  private static final List<Topic> ALL =
      List.of(
          of("Perceiver Resampler against direct self-attention", "resampler"),
          of("Gated cross-attention", "gates", "trained-gates"),
          of("Mini Flamingo end to end", "end-to-end", "parameters"),
          of("Dense baseline and control", "dense", "control"),
          of("1. Visual token caching", "study-cache", "cache"),
          of("2. Reduced visual tokens", "study-tokens", "tokens", "visual-tokens"),
          of("3. Sparse cross-attention (top-k)", "study-sparse", "sparse"),
          of("4. Precision", "study-precision", "precision"),
          of("5. Adaptive depth", "study-depth", "depth"),
          of("6. Speculative decoding", "speculation-costs", "speculative"),
          of("7. Combined optimizations", "study-combined", "combined"),
          of("Batch size against throughput", "batch"),
          of("Shots against accuracy and latency", "shots"),
          of("Image resolution", "image-size"),
          of("Sequence length", "length"),
          of("Cost as work grows", "growth"));

  static List<Topic> all() {
    return ALL;
  }

  /** Whether a section of its own shows an experiment. */
  static boolean knows(String experiment) {
    return ALL.stream().anyMatch(topic -> topic.experiments.contains(experiment));
  }

  private static Topic of(String heading, String... experiments) {
    return new Topic(heading, List.of(experiments));
  }
}
