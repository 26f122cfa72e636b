package flamingo.benchmark.request;

import flamingo.optimization.Selection;

/**
 * What is measured beside the dense baseline.
 *
 * @param experiment which question it belongs to: an optimization's id, {@link #CONTROL}, {@link
 *     #COMBINED} or {@link #SWEEP}
 */
public record Variant(String experiment, Selection selection, CacheState cache) {
  /** The baseline against itself, which shows what differences mean nothing. */
  public static final String CONTROL = "control";

  /** Several optimizations at once. */
  public static final String COMBINED = "combined";

  /** Plans that someone listed. */
  public static final String SWEEP = "sweep";

  /** The dense baseline once more. */
  public static final Variant AGAIN = new Variant(CONTROL, Selection.NONE, CacheState.NONE);

  /** For people and the results' column: the plan, and what the cache holds. */
  public String name() {
    if (selection.text().isEmpty()) {
      return "dense again";
    }
    return switch (cache) {
      case NONE -> selection.text();
      case COLD -> selection.text() + " cold";
      case WARM -> selection.text() + " warm";
    };
  }
}
