package flamingo.benchmark.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.model.ExecutionPlan;
import flamingo.optimization.Optimization;
import flamingo.optimization.Optimizations;
import flamingo.optimization.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariantsTest {
  @Test
  void everyOptimizationHasVariantsThatDifferFromDense() {
    for (Optimization optimization : Optimizations.all()) {
      assertThat(Variants.of(optimization))
          .as(optimization.description().id())
          .isNotEmpty()
          .doesNotHaveDuplicates()
          .allMatch(variant -> variant.experiment().equals(optimization.description().id()))
          .noneMatch(variant -> variant.selection().plan().equals(ExecutionPlan.DENSE));
    }
  }

  @Test
  void aCacheIsMeasuredColdAndWarm() throws Exception {
    assertThat(Variants.of("x", Selection.parse("cache=tokens,tokens=8")))
        .extracting(Variant::name)
        .containsExactly("cache=tokens/64,tokens=8 cold", "cache=tokens/64,tokens=8 warm");
    assertThat(Variants.of("x", Selection.parse("tokens=8")))
        .extracting(Variant::name)
        .containsExactly("tokens=8");
  }

  @Test
  void allOfThemAreOneSelection() {
    assertThat(Variants.all().settings()).hasSameSizeAs(Optimizations.all());
  }

  @Test
  void workloadsAreReadAsTheyAreWritten() {
    for (RequestWorkload workload : RequestWorkload.usual()) {
      assertThat(RequestWorkload.named(workload.name())).isEqualTo(workload);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "caption", "caption-0", "caption-16x", "resampler-4", "vqa-999"})
  void otherWorkloadsAreRefused(String name) {
    assertThatThrownBy(() -> RequestWorkload.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".*(caption-16|choose 1 to 256).*");
  }
}
