package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeculationPaceTest {
  private static final ExecutionPlan ADAPTIVE =
      ExecutionPlan.DENSE.withSpeculation(ExecutionPlan.ADAPTIVE);

  @Test
  void aFixedNumberStays() {
    SpeculationPace pace = SpeculationPace.of(ExecutionPlan.DENSE.withSpeculation(3));
    pace.passed(3, 0, 1, 1_000_000);
    pace.stepped(1);
    assertThat(pace.next()).isEqualTo(3);
  }

  @Test
  void proposalsLengthenAfterFullAcceptanceAndShrinkAfterRejection() {
    SpeculationPace pace = measured(10, 12);
    int before = pace.next();
    for (int pass = 0; pass < 8; pass++) {
      pace.passed(before, before, before + 1, 12);
    }
    assertThat(pace.next()).isGreaterThan(before);
    int longer = pace.next();
    pace.passed(longer, 0, 1, 12);
    assertThat(pace.next()).isBetween(1, longer - 1);
    shareOfSpeculation(pace, 0, 1, 40);
    assertThat(pace.next()).isBetween(0, 1);
  }

  @Test
  void withoutMeasurementsPlainStepsComeFirst() {
    assertThat(SpeculationPace.of(ADAPTIVE).next()).isZero();
    assertThat(SpeculationPace.of(ADAPTIVE).repeatable().next()).isPositive();
  }

  /** A pass of 35 brings 4 tokens where 4 steps cost 40; at 45 it loses. */
  @Test
  void speculationStopsWhereItLoses() {
    assertThat(shareOfSpeculation(measured(10, 35), 3, 35)).isGreaterThan(0.9);
    assertThat(shareOfSpeculation(measured(10, 45), 3, 45)).isBetween(0.001, 0.1);
  }

  @Test
  void aDraftThatGetsBetterIsTakenUpAgain() {
    SpeculationPace pace = measured(10, 90);
    assertThat(pace.loses()).isTrue();
    shareOfSpeculation(pace, 3, 12);
    assertThat(pace.loses()).isFalse();
  }

  /** The first passes of a process are slow, until their code is compiled. */
  @Test
  void aSlowStartIsSoonForgotten() {
    SpeculationPace pace = measured(10, 90);
    assertThat(shareOfSpeculation(pace, 3, 20, 60)).isGreaterThan(0.7);
  }

  /** The draft would have to read all of the prompt for the rest of a text. */
  @Test
  void proposalsAreTakenUpWhereATextBegins() {
    SpeculationPace pace = measured(10, 90);
    for (int turn = 0; turn < 1000; turn++) {
      assertThat(pace.next()).isZero();
      pace.stepped(10);
    }
    pace.begin();
    pace.begin();
    assertThat(pace.next()).isPositive();
  }

  /** Of one token an answer, a proposal brings nothing but the end. */
  @Test
  void tokensBeyondTheEndAreWorthNothing() {
    SpeculationPace pace = SpeculationPace.of(ADAPTIVE);
    for (int i = 0; i < 6; i++) {
      pace.stepped(10);
      pace.passed(1, 1, 1, 12);
    }
    assertThat(pace.loses()).isTrue();
  }

  @Test
  void aSlowFirstPassIsNoVerdict() {
    SpeculationPace pace = measured(10, 20);
    pace.passed(4, 3, 4, 1_000_000);
    assertThat(pace.loses()).isFalse();
  }

  /** After a few steps of one length and passes of another, with 4 tokens each. */
  private static SpeculationPace measured(long step, long pass) {
    SpeculationPace pace = SpeculationPace.of(ADAPTIVE);
    for (int i = 0; i < 6; i++) {
      pace.stepped(step);
      pace.passed(4, 3, 4, pass);
    }
    pace.begin();
    return pace;
  }

  private static double shareOfSpeculation(SpeculationPace pace, int accepted, long nanos) {
    return shareOfSpeculation(pace, accepted, nanos, 1000);
  }

  private static double shareOfSpeculation(
      SpeculationPace pace, int accepted, long nanos, int turns) {
    int passes = 0;
    for (int turn = 0; turn < turns; turn++) {
      if (turn % 4 == 0) {
        pace.begin();
      }
      int proposed = pace.next();
      if (proposed == 0) {
        pace.stepped(10);
      } else {
        passes++;
        pace.passed(accepted + 1, accepted, accepted + 1, nanos);
      }
    }
    return (double) passes / turns;
  }
}
