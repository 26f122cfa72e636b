package flamingo.train.optimizer;

/** The learning rate over a run, as a share of its highest value. */
@FunctionalInterface
public interface Schedule {
  /**
   * @param progress 0 at the first step, 1 after the last
   * @return 0 to 1
   */
  double at(double progress);

  /** Rises linearly during {@code warmUp} of the run, then falls along half a cosine. */
  static Schedule cosine(double warmUp, double floor) {
    return warmedUp(
        warmUp, rest -> floor + (1 - floor) * (1 + Math.cos(Math.PI * rest)) / 2);
  }

  /** Rises during {@code warmUp}, stays until {@code flatUntil}, then falls linearly to a floor. */
  static Schedule trapezoid(double warmUp, double flatUntil, double floor) {
    double flat = (flatUntil - warmUp) / (1 - warmUp);
    return warmedUp(
        warmUp, rest -> rest < flat ? 1 : 1 - (1 - floor) * (rest - flat) / (1 - flat));
  }

  private static Schedule warmedUp(double warmUp, Schedule after) {
    return progress ->
        progress < warmUp
            ? (progress + warmUp / 100) / (warmUp * 1.01)
            : after.at((progress - warmUp) / (1 - warmUp));
  }
}
