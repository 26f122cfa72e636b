package flamingo.controller;

import flamingo.benchmark.request.Variant;
import flamingo.benchmark.request.Variants;
import flamingo.optimization.Optimization;
import flamingo.optimization.Optimizations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The experiments that the registry of optimizations gives, by name. */
public final class Experiments {
  private Experiments() {}

  /** The control first, then every optimization, then all of them combined. */
  public static List<String> ids() {
    Stream<String> optimizations =
        Optimizations.all().stream().map(optimization -> optimization.description().id());
    return Stream.of(Stream.of(Variant.CONTROL), optimizations, Stream.of(Variant.COMBINED))
        .flatMap(ids -> ids)
        .toList();
  }

  /**
   * The variants of some experiments, the control always among them: it measures the baseline. What
   * is combined depends on what the others show.
   *
   * @throws IllegalArgumentException naming all experiments if one does not exist
   */
  public static List<Variant> variants(Set<String> wanted) {
    for (String id : wanted) {
      if (!ids().contains(id)) {
        throw new IllegalArgumentException(
            "There is no experiment %s. Known are %s."
                .formatted(id, ids().stream().collect(Collectors.joining(", "))));
      }
    }
    List<Variant> variants = new ArrayList<>(List.of(Variant.AGAIN));
    for (Optimization optimization : Optimizations.all()) {
      if (wanted.contains(optimization.description().id())) {
        variants.addAll(Variants.of(optimization));
      }
    }
    return variants;
  }
}
