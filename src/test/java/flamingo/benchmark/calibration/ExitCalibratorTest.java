package flamingo.benchmark.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.model.ExitRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCalibratorTest {
  private static final double BUDGET = 0.01;
  private static final double LEVEL = 0.05;
  private static final int SIMULATIONS = 400;

  /**
   * Requests whose image settles at a random depth: leaving before costs the answer with a
   * probability that grows with the threshold, so that the true loss is known.
   */
  private static List<ExitTrial> trials(Random random, int count, double harm, double gain) {
    return IntStream.range(0, count).mapToObj(i -> trial(random, harm, gain)).toList();
  }

  /** The change by the first layer is uniform; leaving there loses more, the larger it is. */
  private static ExitTrial trial(Random random, double harm, double gain) {
    double change = random.nextDouble();
    double draw = random.nextDouble();
    boolean lost = draw < harm * change;
    boolean won = !lost && draw > 1 - gain;
    return new ExitTrial(List.of(change, 0.0), List.of(!lost, !won));
  }

  /** Mean loss of the trials above: the integral over the changes that leave. */
  private static double trueLoss(ExitRule rule, double harm, double gain) {
    if (rule.changes().isEmpty()) {
      return 0;
    }
    double at = Math.min(1, rule.changes().get(0));
    double below = harm * at * at / 2 - gain * at;
    return rule.when() == ExitRule.When.BELOW ? below : harm / 2 - gain - below;
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0", "0.3, 0", "0.3, 0.02", "0.04, 0.01", "1, 0.05"})
  void theBudgetIsExceededNoMoreOftenThanAllowed(double harm, double gain) {
    Random random = new Random(5);
    int wrong = 0;
    for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
      List<List<ExitTrial>> tasks = List.of(trials(random, 1000, harm, gain));
      ExitRule rule = new ExitCalibrator(1, 0.95).calibrate(tasks).rule();
      wrong += trueLoss(rule, harm, gain) > BUDGET ? 1 : 0;
    }
    // three standard deviations of the share above the level itself
    assertThat(wrong).isLessThanOrEqualTo((int) (SIMULATIONS * LEVEL + 3 * Math.sqrt(19)));
  }

  @Test
  void eachTaskKeepsTheBudgetByItself() {
    Random random = new Random(6);
    int wrong = 0;
    for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
      List<List<ExitTrial>> tasks =
          List.of(trials(random, 1000, 0, 0.05), trials(random, 1000, 0.3, 0));
      ExitRule rule = new ExitCalibrator(1, 0.95).calibrate(tasks).rule();
      wrong += trueLoss(rule, 0.3, 0) > BUDGET ? 1 : 0;
    }
    assertThat(wrong).isLessThanOrEqualTo((int) (SIMULATIONS * LEVEL + 3 * Math.sqrt(19)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.005, 0.01, 0.05, 0.2})
  void theTestIsValidJustAboveTheBudget(double share) {
    Random random = new Random(7);
    int rejected = 0;
    for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
      int[] losses = losses(random, 1000, share + BUDGET, share);
      rejected += BettingTest.pValue(losses, BUDGET, LEVEL) <= LEVEL ? 1 : 0;
    }
    assertThat(rejected).isLessThanOrEqualTo((int) (SIMULATIONS * LEVEL + 3 * Math.sqrt(19)));
  }

  @Test
  void theTestFindsALossWellWithinTheBudget() {
    Random random = new Random(8);
    int rejected = 0;
    for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
      int[] losses = losses(random, 2000, 0.01, 0.01);
      rejected += BettingTest.pValue(losses, BUDGET, LEVEL) <= LEVEL ? 1 : 0;
    }
    assertThat(rejected).isGreaterThan(SIMULATIONS * 7 / 10);
  }

  /** 1 with one probability, -1 with another. */
  private static int[] losses(Random random, int count, double lost, double won) {
    return IntStream.range(0, count)
        .map(
            i -> {
              double draw = random.nextDouble();
              return draw < lost ? 1 : draw < lost + won ? -1 : 0;
            })
        .toArray();
  }

  @Test
  void harmlessLayersAreLeftAndHarmfulOnesKept() {
    Random random = new Random(9);
    ExitChoice harmless =
        new ExitCalibrator(1, 0.95).calibrate(List.of(trials(random, 2000, 0, 0)));
    ExitChoice harmful = new ExitCalibrator(1, 0.95).calibrate(List.of(trials(random, 2000, 1, 0)));

    assertThat(harmless.meanDepth()).isEqualTo(1);
    assertThat(harmless.exits()).containsExactly(1800, 0);
    assertThat(harmful.meanDepth()).isBetween(1.8, 2.0);
    assertThat(harmful.lostPoints()).isLessThan(1);
    assertThat(harmful.pValue()).isLessThanOrEqualTo(LEVEL);
  }

  @Test
  void tooFewTrialsAllowNothing() {
    List<ExitTrial> few = new ArrayList<>(trials(new Random(1), 20, 0, 0));
    assertThat(new ExitCalibrator(1, 0.95).calibrate(List.of(few)).rule())
        .isEqualTo(ExitRule.NEVER);
  }

  /** Where a great change is the harmless one, the other direction is found. */
  @Test
  void theBetterDirectionIsFound() {
    Random random = new Random(10);
    List<ExitTrial> trials =
        IntStream.range(0, 4000)
            .mapToObj(
                i -> {
                  double change = random.nextDouble();
                  boolean lost = change < 0.4 && random.nextDouble() < 0.3;
                  return new ExitTrial(List.of(change, 0.0), List.of(!lost, true));
                })
            .toList();
    ExitChoice choice = new ExitCalibrator(1, 0.95).calibrate(List.of(trials));
    assertThat(choice.rule().when()).isEqualTo(ExitRule.When.ABOVE);
    assertThat(choice.rule().changes().get(0)).isBetween(0.3, 0.5);
    assertThat(choice.meanDepth()).isBetween(1.3, 1.5);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.95", "-1, 0.95", "100, 0.95", "NaN, 0.95", "1, 1", "1, 0"})
  void budgetsThatCannotBeKeptAreRefused(double budget, double confidence) {
    assertThatThrownBy(() -> new ExitCalibrator(budget, confidence))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give 0 to 100 points");
  }
}
