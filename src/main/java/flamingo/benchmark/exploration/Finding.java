package flamingo.benchmark.exploration;

import flamingo.benchmark.accuracy.Accuracy;

/**
 * What a step found; null where it was not asked.
 *
 * @param relativeL2 change of the output, as the experiment says against what
 * @param accuracy right answers
 * @param hitRate of a cache, 0 to 1
 * @param weightBytes of the weights as they are multiplied; four for each parameter in FP32
 * @param kernel which code multiplied
 * @param plan as {@code Selection} writes it; empty for the dense baseline
 */
public record Finding(
    Timing timing,
    Double relativeL2,
    Accuracy accuracy,
    Double hitRate,
    Long weightBytes,
    String kernel,
    String plan) {
  static final Finding NOTHING = new Finding(null, null, null, null, null, null, "");

  private static final long FP32_BYTES = 4;

  static Finding timed(Timing timing) {
    return NOTHING.with(timing);
  }

  Finding with(Timing other) {
    return new Finding(other, relativeL2, accuracy, hitRate, weightBytes, kernel, plan);
  }

  Finding changed(Double error) {
    return new Finding(timing, error, accuracy, hitRate, weightBytes, kernel, plan);
  }

  Finding answered(Accuracy answers) {
    return new Finding(timing, relativeL2, answers, hitRate, weightBytes, kernel, plan);
  }

  Finding hit(Double share) {
    return new Finding(timing, relativeL2, accuracy, share, weightBytes, kernel, plan);
  }

  Finding parameters(long count) {
    return weighing(FP32_BYTES * count);
  }

  Finding weighing(long bytes) {
    return new Finding(timing, relativeL2, accuracy, hitRate, bytes, kernel, plan);
  }

  Finding by(String code) {
    return new Finding(timing, relativeL2, accuracy, hitRate, weightBytes, code, plan);
  }

  Finding planned(String text) {
    return new Finding(timing, relativeL2, accuracy, hitRate, weightBytes, kernel, text);
  }
}
