package flamingo.benchmark.exploration;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** All experiments about the architecture: the study's in its order, then further ones. */
public final class Explorations {
  private Explorations() {}

  public static List<Exploration> all() {
    return List.of(
        new ResamplerAgainstSelfAttention(),
        new GatesAndMasks(),
        new TrainedGates(),
        new ParameterShares(),
        new EndToEnd(),
        new SpeculationCosts(),
        new StudiedCache(),
        new StudiedTokens(),
        new StudiedSparsity(),
        new StudiedPrecision(),
        new StudiedDepth(),
        new StudiedCombination(),
        new Batches(),
        new Shots(),
        new ImageSizes(),
        new Lengths(),
        new VisualTokens(),
        new Growth());
  }

  /**
   * Some of them, in order.
   *
   * @throws IllegalArgumentException naming all if there is none of a name
   */
  public static List<Exploration> named(Collection<String> ids) {
    for (String id : ids) {
      if (all().stream().noneMatch(each -> each.id().equals(id))) {
        throw new IllegalArgumentException(
            "There is no experiment \"%s\"; choose some of %s."
                .formatted(
                    id, all().stream().map(Exploration::id).collect(Collectors.joining(", "))));
      }
    }
    return all().stream().filter(each -> ids.contains(each.id())).toList();
  }
}
