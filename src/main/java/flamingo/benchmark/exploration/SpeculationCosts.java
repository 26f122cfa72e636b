package flamingo.benchmark.exploration;

import flamingo.benchmark.PairedTimes;
import flamingo.benchmark.workload.RandomInputs;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.MiniFlamingo;
import flamingo.model.ModelPreset;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Sequence;
import flamingo.text.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What speculative decoding gains at best: g steps of the draft and a pass of g + 1 tokens, beside
 * the g + 1 steps of the model that they replace where all proposals are accepted.
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. 2023, theorem 3.8</a>
 */
final class SpeculationCosts implements Exploration {
  private static final List<Integer> PROPOSALS = List.of(2, 4, 8);

  @Override
  public String id() {
    return "speculation-costs";
  }

  @Override
  public String title() {
    return "Speculative decoding, step by step";
  }

  @Override
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (ModelPreset preset : ModelPreset.values()) {
      for (int proposals : PROPOSALS) {
        steps.add(
            new Step(
                preset.name().toLowerCase(Locale.ROOT),
                "proposals=" + proposals,
                bench -> measure(bench, preset, proposals)));
      }
    }
    return steps;
  }

  private static Finding measure(Bench bench, ModelPreset preset, int proposals) {
    WordTokenizer tokenizer = WordTokenizer.mini();
    int padding = tokenizer.padding();
    int[][] ids = {{tokenizer.image(), padding, padding}};
    ExecutionPlan plan = ExecutionPlan.DENSE.withSpeculation(proposals);
    try (PreparedFlamingo model =
            MiniFlamingo.untrained(preset, tokenizer, bench.ops()).prepare(plan);
        EncodedImages image = model.encodeImages(pixels(model));
        Sequence target = model.start(ids, null, image);
        Sequence draft = model.startDraft(ids, null, image)) {
      Runnable plain = () -> pass(target, padding, 1, proposals + 1);
      Runnable proposing =
          () -> {
            pass(draft, padding, 1, proposals);
            pass(target, padding, proposals + 1, 1);
          };
      PairedTimes times = bench.compare(plain, proposing);
      return Finding.timed(Timing.against("steps of the model", times, proposals + 1))
          .by(model.kernel());
    }
  }

  private static void pass(Sequence sequence, int token, int count, int passes) {
    int length = sequence.length();
    int[][] tokens = new int[1][count];
    Arrays.fill(tokens[0], token);
    for (int i = 0; i < passes; i++) {
      sequence.extend(tokens, INDArray::length);
    }
    sequence.truncate(length);
  }

  private static INDArray pixels(PreparedFlamingo model) {
    int size = model.config().vision().imageSize();
    return RandomInputs.normal(1, 1, 3, size, size);
  }
}
