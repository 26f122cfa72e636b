package flamingo.controller;

import flamingo.generate.DecodingRules;
import flamingo.generate.Generation;
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
   * @param pixels [1, T, 3, S, S]
   */
  Generation.Outcome answer(int[] ids, INDArray pixels, DecodingRules rules) {
    if (plan().speculation() == 0) {
      return Generation.continuing(model, conversation.read(ids, pixels)).decode(rules);
    }
    try (EncodedImages images = model.encodeImages(pixels);
        Generation generation = Generation.start(model, new int[][] {ids}, null, images)) {
      return generation.decode(rules);
    }
  }

  @Override
  public void close() {
    conversation.close();
    model.close();
  }
}
