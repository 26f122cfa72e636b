package flamingo.benchmark.exploration;

import flamingo.benchmark.request.CacheState;
import flamingo.model.CacheLevel;
import flamingo.model.ExecutionPlan;
import flamingo.tensor.Precision;
import java.util.List;

/**
 * The study's combined configuration in the model, 8 images at a time: 32 tokens, 16 bits, fewer
 * layers, a cache. Both passes and the baseline encode with the same vision tower.
 */
final class StudiedCombination implements Exploration {
  private static final String WORKLOAD = "encode-8";
  private static final String PLAN = "cache=kv/64,tokens=32,precision=bf16,depth=3";
  private static final int TOKENS = 32;
  private static final int LAYERS = 3;
  private static final long ROOM = 64_000_000;

  @Override
  public String id() {
    return "study-combined";
  }

  @Override
  public String title() {
    return "Combined optimizations, as the study sets them";
  }

  @Override
  public Subject subject() {
    return Subject.MODEL;
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step(WORKLOAD, StudiedRequests.DENSE, bench -> StudiedRequests.dense(bench, WORKLOAD)),
        step("first pass, all images new", CacheState.COLD),
        step("second pass", CacheState.WARM));
  }

  private static Step step(String variant, CacheState cache) {
    return new Step(
        WORKLOAD,
        variant,
        bench -> StudiedRequests.compared(bench, WORKLOAD, plan(), cache).planned(PLAN));
  }

  private static ExecutionPlan plan() {
    return ExecutionPlan.DENSE
        .withVisualTokens(TOKENS)
        .withPrecision(Precision.BF16)
        .withResamplerLayers(LAYERS)
        .withCache(CacheLevel.KV, ROOM);
  }
}
