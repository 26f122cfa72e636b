package flamingo.optimization;

import java.util.List;
import java.util.Optional;

/** The registry: an optimization that is not in it is nowhere. */
public final class Optimizations {
  private static final List<Optimization> ALL =
      List.of(
          new VisualTokenCache(),
          new ReducedVisualTokens(),
          new SparseCrossAttention(),
          new ReducedPrecision(),
          new ReducedDepth(),
          new SpeculativeDecoding());

  private Optimizations() {}

  /** In the order in which they are shown and applied. */
  public static List<Optimization> all() {
    return ALL;
  }

  public static Optional<Optimization> byId(String id) {
    return ALL.stream()
        .filter(optimization -> optimization.description().id().equalsIgnoreCase(id))
        .findFirst();
  }
}
