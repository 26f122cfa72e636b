package flamingo.benchmark.exploration;

import flamingo.benchmark.Sampler;
import flamingo.model.FlamingoConfig;
import flamingo.model.ModelPreset;
import flamingo.tensor.TensorOps;
import flamingo.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where the parameters of the built-in models are, and which of them Flamingo's training learns.
 */
final class ParameterShares implements Exploration {
  private final Tokenizer tokenizer;

  ParameterShares(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public String title() {
    return "Parameters of Mini Flamingo";
  }

  @Override
  public ExplorationTable explore(TensorOps ops, Sampler sampler, int samples) {
    List<List<Object>> rows = new ArrayList<>();
    for (ModelPreset preset : ModelPreset.values()) {
      FlamingoConfig config = preset.config(tokenizer);
      add(rows, preset, config, "vision tower", config.vision().parameters(), false);
      add(rows, preset, config, "Perceiver Resampler", config.resampler().parameters(), true);
      add(rows, preset, config, "language model", config.language().parameters(), false);
      long blocks = config.blocks() * config.crossAttention().parameters();
      add(rows, preset, config, "gated cross-attention", blocks, true);
    }
    return new ExplorationTable(
        title(),
        List.of("model", "part", "parameters", "share_percent", "in_flamingo_training"),
        rows,
        "Vision tower and language model are frozen while resampler and gated blocks learn.");
  }

  private static void add(
      List<List<Object>> rows,
      ModelPreset preset,
      FlamingoConfig config,
      String part,
      long parameters,
      boolean learned) {
    rows.add(
        Arrays.asList(
            preset.name().toLowerCase(Locale.ROOT),
            part,
            parameters,
            100.0 * parameters / config.parameters(),
            learned ? "learned" : "frozen"));
  }
}
