package flamingo.benchmark.workload;

import flamingo.model.CacheLevel;
import flamingo.model.ExecutionPlan;

/** Refuses plans that a workload would silently ignore. */
final class PlanCheck {
  private PlanCheck() {}

  /** Neither a cache nor a draft. */
  static void noMemory(Workload workload, ExecutionPlan plan) {
    if (plan.cacheLevel() != CacheLevel.OFF) {
      throw new IllegalArgumentException(
          "The workload %s takes the same input at every call and has no cache; leave cache out of the plan."
              .formatted(workload.name()));
    }
    if (plan.speculation() != 0) {
      throw new IllegalArgumentException(
          "The workload %s has no draft; leave speculative out of the plan."
              .formatted(workload.name()));
    }
  }

  /** Nothing of a resampler. */
  static void noResampler(Workload workload, ExecutionPlan plan) {
    if (plan.visualTokens() != ExecutionPlan.ALL_TOKENS) {
      throw new IllegalArgumentException(
          "The workload %s has no latents to leave out; leave tokens out of the plan."
              .formatted(workload.name()));
    }
    allLayers(workload, plan);
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
    return plan.visualTokens() == ExecutionPlan.ALL_TOKENS ? latents : plan.visualTokens();
  }
}
