package flamingo.benchmark.exploration;

import java.util.List;

/** One question about the architecture, answered in steps. */
public interface Exploration {
  /** Its name as an option's value and in the results' column. */
  String id();

  /** What it is about, as a heading. */
  String title();

  /** Whose weights it runs with. */
  default Subject subject() {
    return Subject.RANDOM_WEIGHTS;
  }

  /** What is measured, a row each, in order. */
  List<Step> steps();
}
