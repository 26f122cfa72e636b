package flamingo.optimization;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.model.ExecutionPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizationsTest {
  static java.util.List<Optimization> all() {
    return Optimizations.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void hasItsWords(Optimization optimization) {
    Description description = optimization.description();
    assertThat(description.name()).isNotBlank();
    assertThat(description.sentence()).endsWith(".");
    assertThat(description.explanation()).endsWith(".");
    assertThat(description.paper()).isNotBlank();
    assertThat(description.paperLink()).startsWith("https://");
    assertThat(description.parameters())
        .allSatisfy(p -> assertThat(description.name(p)).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("all")
  void changesThePlan(Optimization optimization) {
    assertThat(optimization.apply(ExecutionPlan.DENSE, Settings.INITIAL))
        .isNotEqualTo(ExecutionPlan.DENSE);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyValueIsWrittenInItsOwnWay(Optimization optimization) {
    optimization.description().parameters().forEach(OptimizationsTest::roundTrip);
  }

  private static <T> void roundTrip(Choice<T> choice) {
    for (T value : choice.values()) {
      assertThat(choice.parse(choice.format(value))).contains(value);
      assertThat(Settings.INITIAL.with(choice, value).get(choice)).isEqualTo(value);
    }
  }
}
