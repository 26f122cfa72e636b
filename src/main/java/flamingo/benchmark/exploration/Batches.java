package flamingo.benchmark.exploration;

import java.util.ArrayList;
import java.util.List;

/** How many images a second, by how many are worked on at a time. */
final class Batches implements Exploration {
  private static final List<Integer> SIZES = List.of(1, 2, 4, 8, 16, 32, 64);

  @Override
  public String id() {
    return "batch";
  }

  @Override
  public String title() {
    return "Batch size against throughput";
  }

  @Override
  public Subject subject() {
    return Subject.MODEL;
  }

  @Override
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (String kind : List.of("encode", "caption")) {
      for (int size : SIZES) {
        steps.add(
            new Step(
                kind, "batch=" + size, bench -> StudiedRequests.dense(bench, kind + "-" + size)));
      }
    }
    return steps;
  }
}
