package flamingo.benchmark.workload;

import flamingo.model.CacheLevel;
import flamingo.model.ExecutionPlan;
import flamingo.model.ExitRule;

/** Refuses plans that a workload would silently ignore. */
final class PlanCheck {
  private PlanCheck() {}

  /** Neither a cache nor a draft, nor images that leave the resampler by themselves. */
  static void noMemory(Workload workload, ExecutionPlan plan) {
    if (plan.cacheLevel() != CacheLevel.OFF) {
      throw new IllegalArgumentException(
          "The workload %s takes the same input at every call and has no cache; leave cache out of the plan."
              .formatted(workload.name()));
    }
    if (!plan.exit().equals(ExitRule.NEVER)) {
      throw new IllegalArgumentException(
          "The workload %s has random weights, for which no depth was calibrated; give a number of layers."
              .formatted(workload.name()));
    }
    if (plan.speculation() != 0) {
      throw new IllegalArgumentException(
          "The workload %s has no draft; leave speculative out of the plan."
              .formatted(workload.name()));
    }
  }

  /** Nothing of a resampler, and nothing that reads its tokens. */
  static void noResampler(Workload workload, ExecutionPlan plan) {
    if (plan.visualTokens() != ExecutionPlan.ALL_TOKENS) {
      throw new IllegalArgumentException(
          "The workload %s has no latents to leave out; leave tokens out of the plan."
              .formatted(workload.name()));
    }
    allLayers(workload, plan);
    allRead(workload, plan);
  }

  static void allLayers(Workload workload, ExecutionPlan plan) {
    if (plan.resamplerLayers() != ExecutionPlan.ALL_LAYERS) {
      throw new IllegalArgumentException(
          "The workload %s has no layers of a resampler to leave out; leave depth out of the plan."
              .formatted(workload.name()));
    }
  }

  /** The layers of the resampler that the plan runs, at most {@code depth}. */
  static int layers(Workload workload, ExecutionPlan plan, int depth) {
    if (plan.resamplerLayers() > depth) {
      throw new IllegalArgumentException(
          "The plan asks for %d layers of the resampler, but the workload %s has %d; choose 1 to %d."
              .formatted(plan.resamplerLayers(), workload.name(), depth, depth));
    }
    return plan.resamplerLayers() == ExecutionPlan.ALL_LAYERS ? depth : plan.resamplerLayers();
  }

  /** The visual tokens of the plan, at most {@code latents}. */
  static int tokens(Workload workload, ExecutionPlan plan, int latents) {
    if (plan.visualTokens() > latents) {
      throw new IllegalArgumentException(
          "The plan asks for %d visual tokens, but the workload %s has %d; choose 1 to %d."
              .formatted(plan.visualTokens(), workload.name(), latents, latents));
    }
    return plan.visualTokensOf(latents);
  }

  /** Every visual token is read. */
  static void allRead(Workload workload, ExecutionPlan plan) {
    if (!plan.sparsity().isNone()) {
      throw new IllegalArgumentException(
          "The workload %s has no cross-attention to thin out; leave sparse out of the plan."
              .formatted(workload.name()));
    }
  }

  /** No more visual tokens are read than there are. */
  static void fewerRead(ExecutionPlan plan, int tokens) {
    if (plan.sparsity().tokens() > tokens) {
      throw new IllegalArgumentException(
          "The plan reads the best %d visual tokens of an image that has %d; choose sparse=%d or less."
              .formatted(plan.sparsity().tokens(), tokens, tokens));
    }
  }
}
