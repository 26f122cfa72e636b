package flamingo.benchmark.exploration;

import flamingo.benchmark.Sampler;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.MiniFlamingo;
import flamingo.model.ModelPreset;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Sequence;
import flamingo.tensor.TensorOps;
import flamingo.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a step of the draft and a checking pass cost beside a step of the model, and so how often
 * the draft must be right for speculative decoding to pay. With g proposals that are each accepted
 * with probability a, a pass brings {@code (1 - a^(g+1)) / (1 - a)} tokens.
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Leviathan et al. 2023, equation 1 and theorem
 *     3.8</a>
 */
final class SpeculationCosts implements Exploration {
  private static final int[] PROPOSALS = {2, 4, 8};
  private static final int HALVINGS = 50;

  private final Tokenizer tokenizer;

  SpeculationCosts(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public String title() {
    return "Speculative decoding, step by step";
  }

  @Override
  public ExplorationTable explore(TensorOps ops, Sampler sampler, int samples) {
    List<List<Object>> rows = new ArrayList<>();
    for (ModelPreset preset : ModelPreset.values()) {
      addRows(rows, preset, ops, sampler, samples);
    }
    return new ExplorationTable(
        title(),
        List.of(
            "model",
            "proposals",
            "draft_step_ms",
            "model_step_ms",
            "pass_ms",
            "gain_if_all_accepted",
            "break_even_acceptance"),
        rows,
        "One sequence; medians. Untrained weights: how often a draft is right is for evaluate and optimize to say. Where no break-even is given, speculation loses even if all is accepted.");
  }

  private void addRows(
      List<List<Object>> rows, ModelPreset preset, TensorOps ops, Sampler sampler, int samples) {
    int[][] ids = {{tokenizer.image(), tokenizer.padding(), tokenizer.padding()}};
    ExecutionPlan plan = ExecutionPlan.DENSE.withSpeculation(PROPOSALS[0]);
    try (PreparedFlamingo model = MiniFlamingo.untrained(preset, tokenizer, ops).prepare(plan);
        EncodedImages image = model.encodeImages(pixels(model));
        Sequence target = model.start(ids, null, image);
        Sequence draft = model.startDraft(ids, null, image)) {
      double draftStep = sampler.time(pass(draft, 1), samples).median();
      double step = sampler.time(pass(target, 1), samples).median();
      for (int proposals : PROPOSALS) {
        double pass = sampler.time(pass(target, proposals + 1), samples).median();
        double steps = (proposals * draftStep + pass) / step;
        rows.add(
            Arrays.asList(
                preset.name().toLowerCase(Locale.ROOT),
                (long) proposals,
                draftStep,
                step,
                pass,
                (proposals + 1) / steps,
                breakEven(proposals, steps)));
      }
    }
  }

  private Runnable pass(Sequence sequence, int count) {
    int length = sequence.length();
    int[][] tokens = new int[1][count];
    Arrays.fill(tokens[0], tokenizer.padding());
    return () -> {
      sequence.extend(tokens, INDArray::length);
      sequence.truncate(length);
    };
  }

  private static INDArray pixels(PreparedFlamingo model) {
    int size = model.config().vision().imageSize();
    return Nd4j.rand(DataType.FLOAT, 1, 1, 3, size, size);
  }

  /**
   * The acceptance rate from which on proposing pays.
   *
   * @param steps cost of the draft and the pass together, in steps of the model
   * @return 0 where it always pays, null where it never does
   */
  static Double breakEven(int proposals, double steps) {
    if (steps > proposals + 1) {
      return null;
    }
    double low = 0;
    double high = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double rate = (low + high) / 2;
      double tokens = 1;
      for (int i = 0; i < proposals; i++) {
        tokens = 1 + rate * tokens;
      }
      if (tokens < steps) {
        low = rate;
      } else {
        high = rate;
      }
    }
    return low;
  }
}
