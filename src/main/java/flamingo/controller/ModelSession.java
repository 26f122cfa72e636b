package flamingo.controller;

import flamingo.checkpoint.MachineMemory;
import flamingo.checkpoint.MemoryNeed;
import flamingo.image.Preprocessor;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.PreparedFlamingo;
import flamingo.optimization.Selection;
import flamingo.tensor.Precision;
import flamingo.text.PromptTemplate;
import flamingo.text.Tokenizer;

/**
 * A loaded model with all that a request needs. For the engine's thread only.
 *
 * @param info what a front end shows of it
 * @param files closes those that weights are still read from
 */
public record ModelSession(
    LoadedModel info,
    Flamingo flamingo,
    Tokenizer tokenizer,
    Preprocessor preprocessor,
    PromptTemplate prompts,
    Runnable files)
    implements AutoCloseable {
  /**
   * The model by a plan. What would not fit into memory is refused at once, rather than when it is
   * full.
   *
   * @throws IllegalArgumentException if the plan is not possible, or there is not enough memory
   */
  PreparedFlamingo prepare(ExecutionPlan plan) {
    requireRoom(plan.precision());
    return flamingo.prepare(plan);
  }

  /**
   * @throws IllegalArgumentException if there is not enough memory for the model in this precision
   */
  void requireRoom(Precision precision) {
    if (!flamingo.isPacked(precision)) {
      need(precision).requireFree("The model in " + precision, MachineMemory.read());
    }
  }

  /**
   * The dense plan that another is compared with: in FP32, or in that plan's own precision where
   * FP32 does not fit into memory beside it.
   */
  Selection baseline(Selection plan, MachineMemory machine) {
    return flamingo.isPacked(Precision.FP32) || need(Precision.FP32).total() <= machine.free()
        ? Selection.NONE
        : plan.only("precision");
  }

  private MemoryNeed need(Precision precision) {
    return MemoryNeed.of(flamingo.config(), precision, 0);
  }

  /** Nothing is read from files any more; what was read stays. */
  @Override
  public void close() {
    files.run();
  }
}
