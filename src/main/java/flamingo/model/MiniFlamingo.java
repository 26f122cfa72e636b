package flamingo.model;

import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Weights;
import flamingo.tensor.TensorOps;
import flamingo.text.Tokenizer;
import java.util.function.UnaryOperator;

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
    return untrained(preset, tokenizer, ops, UnaryOperator.identity());
  }

  /**
   * @param heard tells of the weights as they are made
   */
  public static Flamingo untrained(
      ModelPreset preset, Tokenizer tokenizer, TensorOps ops, UnaryOperator<Weights> heard) {
    Draft draft = new Draft.Seeing(RandomWeights.seeded(SEED + 1), DRAFT_LAYERS);
    Weights weights = heard.apply(RandomWeights.seeded(SEED));
    return new Flamingo(preset.config(tokenizer), weights, ops, draft);
  }
}
