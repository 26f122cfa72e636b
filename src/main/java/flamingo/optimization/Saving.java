package flamingo.optimization;

import flamingo.model.layer.ExactSaving;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An exact saving as a plan names it, with its words. */
public record Saving(ExactSaving what) {
  /** In the order of their names. */
  public static List<Saving> all() {
    return Arrays.stream(ExactSaving.values()).map(Saving::new).toList();
  }

  static Optional<Saving> byId(String id) {
    return all().stream()
        .filter(saving -> saving.id().equals(id.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  public String id() {
    return what.name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is used where a plan says nothing. */
  public boolean isUsual() {
    return ExactSaving.usual().contains(what);
  }

  public String name() {
    return Words.of("saving." + id() + ".name");
  }

  /** What it does, in a sentence. */
  public String sentence() {
    return Words.of("saving." + id() + ".sentence");
  }
}
