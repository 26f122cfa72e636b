package flamingo.optimization;

import java.util.List;

/**
 * What front ends show of an optimization. Its words come from the bundle {@code
 * flamingo/optimization/optimizations.properties}, by id.
 *
 * @param id as in plans, options and CSV files
 * @param parameters in the order in which plans write them
 */
public record Description(String id, Exactness exactness, List<Choice<?>> parameters) {
  static Description exact(String id, Choice<?>... parameters) {
    return new Description(id, Exactness.EXACT, List.of(parameters));
  }

  static Description lossy(String id, Choice<?>... parameters) {
    return new Description(id, Exactness.LOSSY, List.of(parameters));
  }

  public String name() {
    return Words.of(id + ".name");
  }

  /** What it does, in a sentence. */
  public String sentence() {
    return Words.of(id + ".sentence");
  }

  /** Why it helps and what it costs, in a few sentences. */
  public String explanation() {
    return Words.of(id + ".explanation");
  }

  /** Title, authors and year of the paper it comes from. */
  public String paper() {
    return Words.of(id + ".paper");
  }

  /** Address of that paper. */
  public String paperLink() {
    return Words.of(id + ".paper.link");
  }

  /** What a parameter is called. */
  public String name(Choice<?> parameter) {
    return Words.of(id + "." + parameter.id());
  }
}
