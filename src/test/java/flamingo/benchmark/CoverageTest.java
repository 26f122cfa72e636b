package flamingo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether intervals hold the truth as often as they claim, on times that were made up: lognormal
 * noise on a machine whose speed wanders and drifts.
 */
class CoverageTest {
  private static final int RUNS = 1000;
  private static final double NOISE = 0.03;
  private static final double WANDERING = 0.03;
  private static final double MEMORY = 0.95;

  /** Times in the order in which they are taken. */
  private static final class Machine {
    private final Random random;
    private final double driftPerCall;
    private double wandered;
    private int calls;

    Machine(int seed, double driftPerCall) {
      this.random = new Random(seed);
      this.driftPerCall = driftPerCall;
    }

    double millis(double typical) {
      wandered = MEMORY * wandered + WANDERING * random.nextGaussian();
      double slower = 1 + driftPerCall * calls++;
      return typical * slower * Math.exp(NOISE * random.nextGaussian() + wandered);
    }
  }

  /**
   * @param drift of the machine's speed over all samples
   */
  @ParameterizedTest
  @CsvSource({"6, 0", "6, 0.2", "8, 0.2", "20, 0", "20, 0.2", "60, 0.5"})
  void theSameAgainHoldsOneInNineteenRunsOfTwenty(int samples, double drift) {
    assertThat(shareOfIntervalsWith(1, samples, drift, 1)).isBetween(0.93, 0.985);
  }

  @ParameterizedTest
  @CsvSource({"8, 0.2", "20, 0.2"})
  void aSpeedupIsHeldAsOften(int samples, double drift) {
    assertThat(shareOfIntervalsWith(1.5, samples, drift, 1.5)).isBetween(0.93, 0.985);
  }

  @ParameterizedTest
  @CsvSource({"20, 0.2, 0.1", "60, 0.2, 0.01"})
  void aDifferenceOfATenthIsSeen(int samples, double drift, double missed) {
    assertThat(shareOfIntervalsWith(1, samples, drift, 1.1)).isLessThan(missed);
  }

  /**
   * @param value that intervals are to hold
   * @param speedup as it is
   */
  private static double shareOfIntervalsWith(
      double value, int samples, double drift, double speedup) {
    Effort effort = new Effort(samples, 0, Double.POSITIVE_INFINITY);
    int held = 0;
    for (int run = 0; run < RUNS; run++) {
      Machine machine = new Machine(run, drift / (2 * samples));
      PairedTimes times =
          new Sampler(() -> false)
              .compare(call -> machine.millis(10 * speedup), call -> machine.millis(10), effort);
      held += times.speedup().excludes(value) ? 0 : 1;
    }
    return (double) held / RUNS;
  }
}
