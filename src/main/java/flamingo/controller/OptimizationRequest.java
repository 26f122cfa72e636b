package flamingo.controller;

import flamingo.benchmark.Effort;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.dataset.ImageDataset;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param images that rows are measured on, and others that combinations are tried on
 * @param variants each beside the dense baseline on every workload
 * @param combined whether what pays among them is combined afterwards, within {@link
 *     #COMBINED_BUDGET_POINTS}
 * @param limit requests of a task whose answers are counted, at most
 * @param seed of images and requests
 * @param longestMillis that all of it should take; effort is cut down to that as far as it goes
 * @param forks processes that take the times
 */
public record OptimizationRequest(
    HeldOutImages images,
    List<Variant> variants,
    List<RequestWorkload> workloads,
    boolean combined,
    int limit,
    long seed,
    Effort effort,
    double longestMillis,
    Forks forks) {
  /** Points of accuracy that the combined plan may lose in all. */
  public static final double COMBINED_BUDGET_POINTS = 2;

  public OptimizationRequest {
    variants = List.copyOf(variants);
    workloads = List.copyOf(workloads);
    if (limit < 1) {
      throw new IllegalArgumentException(
          "%d requests cannot be asked; ask one at least.".formatted(limit));
    }
  }

  /** The images that rows are measured on. */
  ImageDataset dataset() {
    return images.testing();
  }
}
