package flamingo.model;

import flamingo.model.layer.RandomWeights;
import flamingo.tensor.TensorOps;
import flamingo.text.Tokenizer;

/** The built-in models. */
public final class MiniFlamingo {
  /** Decoder layers of the draft. */
  public static final int DRAFT_LAYERS = 1;

  private static final long SEED = 20_261_123;

  private MiniFlamingo() {}

  /**
   * With random weights, for measuring speed.
   *
   * @param tokenizer whose words the model is to speak
   */
  public static Flamingo untrained(ModelPreset preset, Tokenizer tokenizer, TensorOps ops) {
    Draft draft = new Draft.Seeing(RandomWeights.seeded(SEED + 1), DRAFT_LAYERS);
    return new Flamingo(preset.config(tokenizer), RandomWeights.seeded(SEED), ops, draft);
  }
}
