package flamingo.train.run;

import java.util.SplittableRandom;

/** What a stage minimises. */
@FunctionalInterface
public interface Objective {
  /**
   * The loss of one batch.
   *
   * @param random follows from the run's seed and the step, so that a continued run sees the same
   */
  StepResult forward(SplittableRandom random);
}
