package flamingo.benchmark.request;

import flamingo.benchmark.TimedCall;
import flamingo.generate.DecodingStatistics;
import flamingo.model.CacheStatistics;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.PreparedFlamingo;
import java.util.List;

/**
 * One plan on one workload, call by call, from pixels to finished answers. A cold cache is emptied
 * before every call, a warm one has seen the call's images; neither is timed.
 */
final class RequestRun implements TimedCall, AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;

  private final CacheState cache;
  private final RequestWorkload workload;
  private final RequestPool pool;
  private final PreparedFlamingo model;
  private long hits;
  private long misses;

  RequestRun(
      Flamingo flamingo,
      ExecutionPlan plan,
      CacheState cache,
      RequestWorkload workload,
      RequestPool pool) {
    this.cache = cache;
    this.workload = workload;
    this.pool = pool;
    this.model = flamingo.prepare(plan);
  }

  PreparedFlamingo model() {
    return model;
  }

  /** Share of images that the cache had, in the calls so far; null where there is no cache. */
  Double hitRate() {
    return cache == CacheState.NONE || hits + misses == 0 ? null : (double) hits / (hits + misses);
  }

  @Override
  public double millis(int call) {
    return run(call).millis();
  }

  RequestOutcome run(int call) {
    try (Requests requests = pool.requests(workload, call)) {
      prepareCache(requests);
      CacheStatistics before = model.cache();
      RequestOutcome outcome =
          workload.kind() == RequestKind.ENCODE ? encode(requests) : answer(requests);
      CacheStatistics after = model.cache();
      hits += after.hits() - before.hits();
      misses += after.misses() - before.misses();
      return outcome;
    }
  }

  private void prepareCache(Requests requests) {
    if (cache == CacheState.COLD) {
      model.forgetImages();
    }
    if (cache == CacheState.WARM) {
      model.encodeImages(requests.pixels()).close();
    }
  }

  private RequestOutcome encode(Requests requests) {
    long start = System.nanoTime();
    try (EncodedImages images = model.encodeImages(requests.pixels())) {
      double millis = millisSince(start);
      float[] tokens = images.tokens().data().asFloat();
      return new RequestOutcome(millis, tokens, List.of(), DecodingStatistics.NONE);
    }
  }

  private RequestOutcome answer(Requests requests) {
    TimedAnswers answers = TimedAnswers.of(model, requests.pixels(), requests.prompts());
    return new RequestOutcome(
        answers.stages().total(), answers.scores(), answers.tokens(), answers.decoding());
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / NANOS_PER_MILLI;
  }

  @Override
  public void close() {
    model.close();
  }
}
