package flamingo.optimization;

import java.util.List;

/**
 * A plan that is ready to be chosen. Plans and the reason for each are in {@code
 * flamingo/optimization/optimizations.properties}, under {@code preset}.
 *
 * @param id as in that file
 */
public record Preset(String id) {
  private static final List<Preset> ALL =
      List.of(
          new Preset("dense"),
          new Preset("exact"),
          new Preset("balanced"),
          new Preset("fastest"),
          new Preset("study"));

  /** In the order in which they are shown, from careful to bold. */
  public static List<Preset> all() {
    return ALL;
  }

  public String name() {
    return Words.of("preset." + id + ".name");
  }

  /** Why it is this plan, in a sentence. */
  public String reason() {
    return Words.of("preset." + id + ".reason");
  }

  public Selection selection() {
    try {
      return Selection.parse(Words.of("preset." + id + ".plan"));
    } catch (PlanException e) {
      throw new IllegalStateException("The preset " + id + " is no plan: " + e.getMessage(), e);
    }
  }
}
