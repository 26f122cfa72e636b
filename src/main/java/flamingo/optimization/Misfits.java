package flamingo.optimization;

import flamingo.model.ExecutionPlan;
import flamingo.model.ModelLimits;
import java.util.LinkedHashMap;
import java.util.Map;

/** What of a selection a model cannot do, known before anything runs. */
public final class Misfits {
  private Misfits() {}

  /** A sentence for each optimization that asks too much, by its id. */
  public static Map<String, String> of(Selection selection, ModelLimits limits) {
    ExecutionPlan plan = selection.plan();
    Map<String, String> sentences = new LinkedHashMap<>();
    limits.tokens(plan).ifPresent(sentence -> sentences.put("tokens", sentence));
    limits.sparsity(plan).ifPresent(sentence -> sentences.put("sparse", sentence));
    limits.depth(plan).ifPresent(sentence -> sentences.put("depth", sentence));
    return sentences;
  }
}
