package flamingo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SamplerTest {
  @Test
  void pairsAreTakenInTheOrderABBA() {
    List<String> calls = new ArrayList<>();
    PairedTimes times =
        new Sampler(() -> false).compare(() -> spin(calls, "A"), () -> spin(calls, "B"), 4);

    assertThat(times.baseline()).hasSize(4);
    assertThat(times.variant()).hasSize(4);
    String order = String.join("", calls).replaceAll("(.)\\1*", "$1");
    assertThat(order).endsWith("ABABA").doesNotContain("BAABA");
    assertThat(calls.subList(calls.size() - 8, calls.size()).get(0)).isEqualTo("A");
  }

  @Test
  void cancellingEndsWithTheSamplesSoFar() {
    AtomicInteger asked = new AtomicInteger();
    Times times =
        new Sampler(() -> asked.incrementAndGet() > 12)
            .time(() -> spin(new ArrayList<>(), "A"), 50);

    assertThat(times.millis().size()).isLessThan(50);
  }

  private static void spin(List<String> calls, String name) {
    calls.add(name);
    long end = System.nanoTime() + 2_500_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
