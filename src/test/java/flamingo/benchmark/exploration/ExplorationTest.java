package flamingo.benchmark.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.benchmark.Sampler;
import flamingo.tensor.engine.Engines;
import flamingo.text.WordTokenizer;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplorationTest {
  private final Sampler sampler = new Sampler(() -> false);

  @Test
  void closedGatesLeaveTheTextAsItWasAndOpenOnesChangeItMore() {
    ExplorationTable table = new GatesAndMasks().explore(Engines.fastest(1).ops(), sampler, 1);
    var byMask = table.rows().stream().collect(Collectors.groupingBy(row -> (String) row.get(0)));
    assertThat(byMask).containsOnlyKeys("immediate", "all previous");
    byMask.forEach(
        (mask, rows) -> {
          List<Double> changes = rows.stream().map(row -> (Double) row.get(4)).toList();
          assertThat(changes.get(0)).isZero();
          assertThat(changes).isSorted().doesNotHaveDuplicates();
        });
  }

  @Test
  void sharesOfAModelAddUp() {
    ExplorationTable table = new ParameterShares(WordTokenizer.mini()).explore(null, sampler, 1);
    table.rows().stream()
        .collect(Collectors.groupingBy(row -> row.get(0)))
        .forEach(
            (model, rows) ->
                assertThat(rows.stream().mapToDouble(row -> (Double) row.get(3)).sum())
                    .isCloseTo(100, within(1e-9)));
  }

  /** At a = 0.5, two proposals bring 1 + 0.5 + 0.25 tokens a pass. */
  @Test
  void speculationPaysFromTheRateThatBringsWhatItCosts() {
    assertThat(SpeculationCosts.breakEven(2, 1.75)).isCloseTo(0.5, within(1e-9));
    assertThat(SpeculationCosts.breakEven(8, 0.9)).isCloseTo(0, within(1e-9));
    assertThat(SpeculationCosts.breakEven(4, 5)).isCloseTo(1, within(1e-9));
    assertThat(SpeculationCosts.breakEven(4, 5.01)).isNull();
  }
}
