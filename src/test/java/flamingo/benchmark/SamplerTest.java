package flamingo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** By a clock that goes only when a call says so. */
class SamplerTest {
  private static final long MILLI = 1_000_000;

  private long now;
  private final List<String> calls = new ArrayList<>();

  private Sampler sampler() {
    return new Sampler(() -> false, () -> now);
  }

  private Runnable lasting(String name, double millis) {
    return () -> {
      calls.add(name);
      now += (long) (millis * MILLI);
    };
  }

  @Test
  void pairsAreTakenInTheOrderABBA() {
    PairedTimes times = sampler().compare(lasting("A", 10), lasting("B", 5), 3);

    assertThat(calls.subList(calls.size() - 8, calls.size()))
        .containsExactly("A", "B", "B", "A", "A", "B", "B", "A");
    assertThat(times.baseline()).hasSize(4).containsOnly(10.0);
    assertThat(times.variant()).hasSize(4).containsOnly(5.0);
    assertThat(times.steady()).isTrue();
    assertThat(times.speedup()).isEqualTo(new Interval(2, 2, 2));
  }

  @Test
  void bothArmsGetTheSameInputInAPair() {
    List<String> measured = new ArrayList<>();
    TimedCall baseline = number -> note(measured, "A" + number);
    TimedCall variant = number -> note(measured, "B" + number);

    sampler().compare(baseline, variant, new Effort(4, 0, Double.POSITIVE_INFINITY));

    assertThat(measured.subList(measured.size() - 8, measured.size()))
        .containsExactly("A0", "B0", "B1", "A1", "A2", "B2", "B3", "A3");
  }

  private static double note(List<String> measured, String what) {
    measured.add(what);
    return 1;
  }

  @Test
  void warmUpEndsWithFourTimesThatAgree() {
    double[] times = {50, 30, 20, 10.2, 10, 10.3, 10.1, 99};
    AtomicInteger asked = new AtomicInteger();
    WarmUp warmUp = WarmUp.of(call -> times[asked.getAndIncrement()], 1e9, () -> false);

    assertThat(warmUp.steady()).isTrue();
    assertThat(warmUp.lastMillis()).isEqualTo(10.1);
  }

  @Test
  void warmUpThatNeverSettlesSaysSo() {
    AtomicInteger asked = new AtomicInteger();
    WarmUp endless =
        WarmUp.of(call -> asked.incrementAndGet() % 2 == 0 ? 10 : 12, 1e9, () -> false);
    assertThat(endless.steady()).isFalse();
    assertThat(asked.get()).isEqualTo(400);

    asked.set(0);
    WarmUp inTime = WarmUp.of(call -> asked.incrementAndGet() % 2 == 0 ? 10 : 12, 60, () -> false);
    assertThat(inTime.steady()).isFalse();
    assertThat(asked.get()).isEqualTo(6);
  }

  @Test
  void shortCallsAreRepeatedWithinASample() {
    Times times = sampler().time(lasting("A", 0.5), 3);

    assertThat(times.millis()).hasSize(3).containsOnly(0.5);
    assertThat(calls).hasSize(4 + 3 * 4);
  }

  @Test
  void oneThirdOfLongCallsIsTimed() {
    assertThat(sampler().time(lasting("A", 3000), 30).millis()).hasSize(10);
    assertThat(sampler().compare(lasting("A", 3000), lasting("B", 1), 3).baseline()).hasSize(4);
  }

  @Test
  void measuringEndsInTimeButNotBeforeTheLeastSamples() {
    TimedCall call =
        number -> {
          now += 100 * MILLI;
          return 100;
        };
    assertThat(sampler().compare(call, call, new Effort(50, 1000, 2000)).baseline()).hasSize(10);
    assertThat(sampler().compare(call, call, new Effort(50, 1000, 1)).baseline())
        .hasSize(Effort.LEAST_SAMPLES);
  }

  @Test
  void cancellingEndsWithTheSamplesSoFar() {
    AtomicInteger asked = new AtomicInteger();
    Times times =
        new Sampler(() -> asked.incrementAndGet() > 12, () -> now).time(lasting("A", 10), 50);

    assertThat(times.millis()).hasSize(8);
  }
}
