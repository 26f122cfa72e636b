package flamingo.model;

import flamingo.model.layer.RandomWeights;
import flamingo.tensor.TensorOps;
import flamingo.text.Tokenizer;

/** The built-in models with their weights: random ones, until trained ones are shipped. */
public final class MiniFlamingo {
  private static final long SEED = 20_261_123;

  private MiniFlamingo() {}

  /**
   * @param tokenizer whose words the model is to speak
   */
  public static Flamingo load(ModelPreset preset, Tokenizer tokenizer, TensorOps ops) {
    return new Flamingo(preset.config(tokenizer), RandomWeights.seeded(SEED), ops);
  }
}
