package flamingo.controller;

import flamingo.generate.DecodingRules;
import flamingo.generate.Generation;
import flamingo.generate.TokenListener;
import flamingo.model.Conversation;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.PreparedFlamingo;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Questions to one model by one plan, one after the other. For the engine's thread only. */
final class Talk implements AutoCloseable {
  private final PreparedFlamingo model;
  private final Conversation conversation;

  /**
   * @param model is closed with this
   */
  Talk(PreparedFlamingo model) {
    this.model = model;
    this.conversation = new Conversation(model);
  }

  PreparedFlamingo model() {
    return model;
  }

  ExecutionPlan plan() {
    return model.plan();
  }

  /**
   * What was written.
   *
   * @param scores of the first token, [V]
   */
  record Written(Generation.Outcome outcome, float[] scores) {
    int[] tokens() {
      return outcome.tokens().get(0);
    }
  }

  /**
   * @param pixels [1, T, 3, S, S]
   * @throws IllegalArgumentException if the prompt and its answer are longer than the model reads
   */
  Written answer(int[] ids, INDArray pixels, DecodingRules rules, TokenListener listener) {
    model.config().language().requireRoom(ids.length, rules.maxTokens());
    if (!model.hasDraft()) {
      return written(
          Generation.continuing(model, ids, conversation.read(ids, pixels)), rules, listener);
    }
    try (EncodedImages images = model.encodeImages(pixels);
        Generation generation = Generation.start(model, new int[][] {ids}, null, images)) {
      return written(generation, rules, listener);
    }
  }

  private static Written written(
      Generation generation, DecodingRules rules, TokenListener listener) {
    float[] scores = generation.scores()[0];
    return new Written(generation.decode(rules, () -> false, listener), scores);
  }

  @Override
  public void close() {
    conversation.close();
    model.close();
  }
}
