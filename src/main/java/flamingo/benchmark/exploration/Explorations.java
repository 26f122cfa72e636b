package flamingo.benchmark.exploration;

import flamingo.text.Tokenizer;
import java.util.List;

/** The parts in the study's order. */
public final class Explorations {
  private Explorations() {}

  /**
   * @param tokenizer whose vocabulary the models have
   */
  public static List<Exploration> all(Tokenizer tokenizer) {
    return List.of(
        new ResamplerAgainstSelfAttention(),
        new GatesAndMasks(),
        new ParameterShares(tokenizer),
        new EndToEnd(tokenizer),
        new SpeculationCosts(tokenizer));
  }
}
