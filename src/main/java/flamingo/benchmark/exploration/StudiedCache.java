package flamingo.benchmark.exploration;

import flamingo.benchmark.PairedTimes;
import flamingo.model.CacheLevel;
import flamingo.model.CacheStatistics;
import flamingo.model.ExecutionPlan;
import flamingo.model.PreparedFlamingo;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A cache in the study's setting: 48 images, one after the other. Of the study's, 8 were distinct,
 * so that its first pass had five hits in six; beside it stand a pass in which all are new and one
 * in which all are known.
 */
final class StudiedCache implements Exploration {
  private static final int IMAGES = 48;
  private static final int DISTINCT = 8;
  private static final long ROOM = 64_000_000;
  private static final String DENSE = "no cache";

  @Override
  public String id() {
    return "study-cache";
  }

  @Override
  public String title() {
    return "Visual token cache, as the study sets it and cold";
  }

  @Override
  public Subject subject() {
    return Subject.MODEL;
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step(name(), DENSE, StudiedCache::dense),
        step("first pass, all images new", IMAGES, 0),
        step("first pass, 8 distinct images", DISTINCT, 0),
        step("second pass", DISTINCT, 1));
  }

  private static String name() {
    return "encode-" + IMAGES + "-one-by-one";
  }

  private static Step step(String variant, int distinct, int passesBefore) {
    return new Step(name(), variant, bench -> measure(bench, distinct, passesBefore));
  }

  private static Finding dense(Bench bench) {
    List<INDArray> images = images(bench, IMAGES);
    try (PreparedFlamingo model = bench.flamingo().prepare(ExecutionPlan.DENSE)) {
      return Finding.timed(Timing.alone(bench.time(() -> pass(model, images)), images.size()))
          .by(model.kernel());
    }
  }

  private static Finding measure(Bench bench, int distinct, int passesBefore) {
    List<INDArray> images = images(bench, distinct);
    ExecutionPlan plan = ExecutionPlan.DENSE.withCache(CacheLevel.KV, ROOM);
    double[] hitRate = new double[1];
    try (PreparedFlamingo dense = bench.flamingo().prepare(ExecutionPlan.DENSE)) {
      PairedTimes times =
          bench.compareTimed(
              call -> timed(dense, images),
              call -> {
                try (PreparedFlamingo model = bench.flamingo().prepare(plan)) {
                  for (int pass = 0; pass < passesBefore; pass++) {
                    pass(model, images);
                  }
                  CacheStatistics before = model.cache();
                  double millis = timed(model, images);
                  hitRate[0] = hitRate(before, model.cache());
                  return millis;
                }
              });
      return Finding.timed(Timing.against(DENSE, times, images.size()))
          .hit(hitRate[0])
          .by(dense.kernel())
          .planned("cache=kv/64");
    }
  }

  private static double hitRate(CacheStatistics before, CacheStatistics after) {
    double hits = after.hits() - before.hits();
    return hits / (hits + after.misses() - before.misses());
  }

  private static double timed(PreparedFlamingo model, List<INDArray> images) {
    long start = System.nanoTime();
    pass(model, images);
    return (System.nanoTime() - start) / 1e6;
  }

  private static void pass(PreparedFlamingo model, List<INDArray> images) {
    images.forEach(image -> model.encodeImages(image).close());
  }

  private static List<INDArray> images(Bench bench, int distinct) {
    List<INDArray> different = ModelImages.each(bench, distinct);
    List<INDArray> images = new ArrayList<>();
    int count = distinct == IMAGES ? different.size() : IMAGES; // a small folder has fewer
    for (int i = 0; i < count; i++) {
      images.add(different.get(i % different.size()));
    }
    return images;
  }
}
