package flamingo.benchmark.workload;

import flamingo.model.CacheLevel;
import flamingo.model.ExecutionPlan;

/** Refuses plans that a workload would silently ignore. */
final class PlanCheck {
  private PlanCheck() {}

  static void noCache(Workload workload, ExecutionPlan plan) {
    if (plan.cacheLevel() != CacheLevel.OFF) {
      throw new IllegalArgumentException(
          "The workload %s takes the same input at every call and has no cache; leave cache out of the plan."
              .formatted(workload.name()));
    }
  }

  static void allTokens(Workload workload, ExecutionPlan plan) {
    if (plan.visualTokens() != ExecutionPlan.ALL_TOKENS) {
      throw new IllegalArgumentException(
          "The workload %s has no latents to leave out; leave tokens out of the plan."
              .formatted(workload.name()));
    }
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
