package flamingo.model.layer;

import java.util.EnumSet;
import java.util.Set;

/**
 * A way to do less work for the same result to rounding. All are on by default; each can be left
 * out, so that it can be measured alone.
 */
public enum ExactSaving {
  /** Multiplies the key and value weights with the few latents instead of the many features. */
  ABSORPTION;

  /** All of them. */
  public static Set<ExactSaving> all() {
    return EnumSet.allOf(ExactSaving.class);
  }
}
