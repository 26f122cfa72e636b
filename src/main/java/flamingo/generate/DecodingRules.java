package flamingo.generate;

import flamingo.model.SpecialTokens;
import java.util.Set;

/**
 * What may be written, and how much.
 *
 * @param endOfChunk token that ends a sequence
 * @param forbidden tokens that are never taken
 * @param maxTokens new tokens a sequence, at most
 */
public record DecodingRules(int endOfChunk, Set<Integer> forbidden, int maxTokens) {
  /**
   * @throws IllegalArgumentException if no token is allowed
   */
  public DecodingRules {
    forbidden = Set.copyOf(forbidden);
    if (maxTokens < 1) {
      throw new IllegalArgumentException(
          "At least one new token must be allowed, not " + maxTokens + ".");
    }
  }

  /** For people: neither {@code <image>}, as no image could follow, nor padding. */
  public static DecodingRules forText(SpecialTokens special, int maxTokens) {
    return new DecodingRules(
        special.endOfChunk(), Set.of(special.image(), special.padding()), maxTokens);
  }

  /** As OpenFlamingo decodes, which may take padding; {@code <image>} alone is forbidden. */
  public static DecodingRules asReference(SpecialTokens special, int maxTokens) {
    return new DecodingRules(special.endOfChunk(), Set.of(special.image()), maxTokens);
  }

  /** The likeliest token that is allowed; the first of equals. */
  int likeliest(float[] scores) {
    int best = -1;
    for (int token = 0; token < scores.length; token++) {
      if ((best < 0 || scores[token] > scores[best]) && !forbidden.contains(token)) {
        best = token;
      }
    }
    return best;
  }
}
