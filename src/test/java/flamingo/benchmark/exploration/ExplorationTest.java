package flamingo.benchmark.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import flamingo.benchmark.Effort;
import flamingo.benchmark.accuracy.ModelLanguage;
import flamingo.dataset.Split;
import flamingo.dataset.shapes.ShapesDataset;
import flamingo.image.Preprocessor;
import flamingo.model.MiniFlamingo;
import flamingo.model.ModelPreset;
import flamingo.tensor.engine.Engines;
import flamingo.text.PromptTemplate;
import flamingo.text.WordTokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplorationTest {
  private static final long FP32_BYTES = 4;

  private final WordTokenizer tokenizer = WordTokenizer.mini();
  private final Bench bench =
      new Bench(
          MiniFlamingo.untrained(ModelPreset.MINI, tokenizer, Engines.fastest(1).ops()),
          new ModelLanguage(Preprocessor.clip(64), PromptTemplate.MINI, tokenizer),
          ShapesDataset.of(Split.TEST, 3, 20),
          4,
          3,
          new Effort(2, 0, 0),
          () -> false);

  @Test
  void closedGatesLeaveTheTextAsItWasAndOpenOnesChangeItMore() throws Exception {
    List<Step> steps = new GatesAndMasks().steps();
    for (int mask = 0; mask < 2; mask++) {
      List<Step> own = steps.subList(6 * mask, 6 * mask + 6);
      List<Double> changes = new ArrayList<>();
      for (Step step : own) {
        changes.add(step.measurement().measure(bench).relativeL2());
      }
      assertThat(changes.get(0)).isZero();
      assertThat(changes).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void partsOfAModelAddUpAndTheStudysAreTheStudys() throws Exception {
    Map<String, Long> studied = new LinkedHashMap<>();
    for (Step step : new ParameterShares().steps()) {
      if (step.workload().equals("mini-flamingo")) {
        Finding finding = step.measurement().measure(bench);
        studied.put(step.variant(), finding.weightBytes() / FP32_BYTES);
      }
    }
    assertThat(studied.get("all frozen") + studied.get("all learned"))
        .isEqualTo(studied.get("total"));
    assertThat(studied)
        .contains(entry("vision tower, frozen", 150_528L * 2048 + 2048 + 2048 * 512 + 512));
    assertThat(studied.get("all learned")).isBetween(22_000_000L, 22_200_000L);
  }

  @Test
  void anImageReachesTheModelThroughItsGatesOnly() throws Exception {
    List<Step> steps = new TrainedGates().steps();
    assertThat(steps.get(0).measurement().measure(bench).relativeL2()).isPositive();
    assertThat(steps.get(2).measurement().measure(bench).relativeL2()).isZero();
    assertThat(steps.get(2).measurement().measure(bench).accuracy().all().asked()).isEqualTo(4);
  }

  @Test
  void theStudysFirstPassHitsFiveTimesInSixAndAColdOneNever() throws Exception {
    List<Step> steps = new StudiedCache().steps();
    assertThat(hitRate(steps.get(1))).isZero();
    assertThat(hitRate(steps.get(2))).isEqualTo(40.0 / 48);
    assertThat(hitRate(steps.get(3))).isEqualTo(1);
  }

  private double hitRate(Step step) throws Exception {
    return step.measurement().measure(bench).hitRate();
  }

  @Test
  void sizesOfTheModelUnderStudyAreMeasuredWithAnswers() throws Exception {
    Finding shots = new Shots().steps().get(2).measurement().measure(bench);
    assertThat(shots.accuracy().shots()).isEqualTo(2);
    assertThat(shots.timing().baseline()).isEqualTo("shots=0");
    Finding tokens = new VisualTokens().steps().get(5).measurement().measure(bench);
    assertThat(tokens.plan()).isEqualTo("tokens=4");
    assertThat(tokens.accuracy().all().asked()).isEqualTo(4);
    Finding length = new Lengths().steps().get(0).measurement().measure(bench);
    assertThat(length.timing().millis()).isNotEmpty();
  }

  @Test
  void everyExperimentHasANameAndStepsThatDiffer() {
    assertThat(Explorations.all()).extracting(Exploration::id).doesNotHaveDuplicates();
    for (Exploration exploration : Explorations.all()) {
      assertThat(exploration.steps())
          .as(exploration.id())
          .isNotEmpty()
          .extracting(step -> step.workload() + step.variant())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> Explorations.named(List.of("gate")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"gate\"")
        .hasMessageContaining("trained-gates");
  }
}
