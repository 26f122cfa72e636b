package flamingo.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnTokenTest {
  private static final int DRAWS = 20_000;

  /** What chi-square with 0 to 5 degrees of freedom exceeds once in 10,000 runs. */
  private static final double[] CRITICAL = {0, 15.14, 18.42, 21.11, 23.51, 25.74};

  private static final float[] MODEL = logs(0.35, 0.25, 0.2, 0.1, 0.06, 0.04);
  private static final float[] DRAFT = logs(0.1, 0.3, 0.05, 0.4, 0.05, 0.1);
  private static final DecodingRules ALL = DecodingRules.greedy(-1, Set.of(), 4);

  /** How a proposal is checked. */
  private interface Confirmation {
    int confirm(TokenChoice choice, int proposed);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "0.7, 1", "2, 1", "1, 0.85", "0.5, 0.6", "3, 0.3"})
  void acceptedAndReplacedTogetherAreDistributedAsTheModel(double temperature, double topP) {
    Sampling sampling = new Sampling(temperature, topP, 11);
    assertThat(excess(sampling, (choice, proposed) -> choice.confirm(proposed, DRAFT, MODEL)))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void acceptingEverythingIsNoticed() {
    Sampling sampling = new Sampling(1, 1, 11);
    assertThat(excess(sampling, (choice, proposed) -> proposed)).isGreaterThan(2);
  }

  @Test
  void drawingFromTheModelInThePlaceOfTheResidualIsNoticed() {
    Sampling sampling = new Sampling(1, 1, 11);
    Confirmation withoutResidual =
        (choice, proposed) ->
            choice.confirm(proposed, DRAFT, MODEL) == proposed ? proposed : choice.choose(MODEL);
    assertThat(excess(sampling, withoutResidual)).isGreaterThan(2);
  }

  @Test
  void aProposalIsAcceptedAsOftenAsDistributionsOverlap() {
    Sampling sampling = new Sampling(1, 1, 5);
    TokenDistribution distribution = new TokenDistribution(ALL, sampling);
    double[] p = distribution.of(MODEL);
    double[] q = distribution.of(DRAFT);
    double overlap = 0;
    for (int token = 0; token < p.length; token++) {
      overlap += Math.min(p[token], q[token]);
    }
    TokenChoice choice = sampling.choice(ALL, 0);
    int accepted = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      int proposed = choice.choose(DRAFT);
      accepted += choice.confirm(proposed, DRAFT, MODEL) == proposed ? 1 : 0;
    }
    double deviation = Math.sqrt(overlap * (1 - overlap) / DRAWS);
    assertThat((double) accepted / DRAWS)
        .isBetween(overlap - 4 * deviation, overlap + 4 * deviation);
  }

  @Test
  void aDraftThatIsTheModelIsNeverRejected() {
    TokenChoice choice = new Sampling(0.8, 0.9, 3).choice(ALL, 0);
    for (int draw = 0; draw < 1000; draw++) {
      int proposed = choice.choose(MODEL);
      assertThat(choice.confirm(proposed, MODEL, MODEL)).isEqualTo(proposed);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.35, 0.6, 0.61, 0.8, 0.999})
  void topPKeepsTheFewestThatReachIt(double topP) {
    double[] shares = new TokenDistribution(ALL, new Sampling(1, topP, 0)).of(MODEL);
    double[] all = new TokenDistribution(ALL, new Sampling(1, 1, 0)).of(MODEL);
    double kept = 0;
    for (int token = 0; token < shares.length; token++) {
      assertThat(shares[token] > 0).as("token %d", token).isEqualTo(kept < topP - 1e-9);
      kept += all[token];
    }
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within());
  }

  @Test
  void forbiddenTokensAndThoseThatAreNoNumbersAreNeverDrawn() {
    DecodingRules rules = DecodingRules.greedy(-1, Set.of(0, 3), 4);
    TokenChoice choice = new Sampling(5, 1, 9).choice(rules, 0);
    float[] broken = {Float.NaN, 1, Float.NaN, 2, Float.NEGATIVE_INFINITY, 3};
    for (int draw = 0; draw < 1000; draw++) {
      assertThat(choice.choose(MODEL)).isNotIn(0, 3);
      assertThat(choice.choose(broken)).isNotIn(0, 3);
    }
  }

  @Test
  void aSeedRepeatsItsDrawsAndRowsDifferFromEachOther() {
    Sampling sampling = new Sampling(1, 1, 42);
    assertThat(draws(sampling, 0)).isEqualTo(draws(sampling, 0)).isNotEqualTo(draws(sampling, 1));
    assertThat(draws(new Sampling(1, 1, 43), 0)).isNotEqualTo(draws(sampling, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, -1, 0, 1, 2})
  void rowsDrawIndependentlyEvenAtAShift(int shift) {
    Sampling sampling = new Sampling(1, 1, 42);
    double[] shares = new TokenDistribution(ALL, sampling).of(MODEL);
    double chance = Arrays.stream(shares).map(share -> share * share).sum();
    int[] one = draws(sampling, 0);
    int[] other = draws(sampling, 1);
    int compared = one.length - Math.abs(shift);
    int from = Math.max(0, shift);
    long equal =
        IntStream.range(from, from + compared)
            .filter(draw -> one[draw] == other[draw - shift])
            .count();
    assertThat((double) equal / compared)
        .isCloseTo(chance, Offset.offset(5 * Math.sqrt(chance * (1 - chance) / compared)));
  }

  @Test
  void lowTemperaturesComeCloseToGreedyDecoding() {
    TokenChoice cold = new Sampling(1e-300, 1, 1).choice(ALL, 0);
    assertThat(cold.choose(MODEL)).isEqualTo(0);
    assertThat(new Sampling(0, 1, 1).choice(ALL, 0).choose(MODEL)).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "NaN, 1", "Infinity, 1", "1, 0", "1, 1.1", "1, NaN"})
  void impossibleSettingsAreRefused(double temperature, double topP) {
    assertThatThrownBy(() -> new Sampling(temperature, topP, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("choose");
  }

  /** Chi-square of draws against the model's distribution, in parts of what is still chance. */
  private static double excess(Sampling sampling, Confirmation confirmation) {
    double[] expected = new TokenDistribution(ALL, sampling).of(MODEL);
    int[] counts = new int[expected.length];
    TokenChoice choice = sampling.choice(ALL, 0);
    for (int draw = 0; draw < DRAWS; draw++) {
      counts[confirmation.confirm(choice, choice.choose(DRAFT))]++;
    }
    double chiSquare = 0;
    int possible = 0;
    for (int token = 0; token < counts.length; token++) {
      if (expected[token] > 0) {
        possible++;
        chiSquare +=
            Math.pow(counts[token] - DRAWS * expected[token], 2) / (DRAWS * expected[token]);
      } else {
        assertThat(counts[token]).as("beyond top-p").isZero();
      }
    }
    return possible == 1 ? 0 : chiSquare / CRITICAL[possible - 1];
  }

  private static int[] draws(Sampling sampling, int row) {
    TokenChoice choice = sampling.choice(ALL, row);
    int[] draws = new int[1000];
    Arrays.setAll(draws, draw -> choice.choose(MODEL));
    return draws;
  }

  private static float[] logs(double... shares) {
    float[] logs = new float[shares.length];
    for (int token = 0; token < shares.length; token++) {
      logs[token] = (float) Math.log(shares[token]);
    }
    return logs;
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-12);
  }
}
