package flamingo.generate;

import flamingo.model.SpecialTokens;
import java.util.Set;

/**
 * What may be written, how much, and how it is chosen.
 *
 * @param endOfChunk token that ends a sequence
 * @param forbidden tokens that are never taken
 * @param maxTokens new tokens a sequence, at most
 * @param beams texts that are followed at the same time
 */
public record DecodingRules(
    int endOfChunk, Set<Integer> forbidden, int maxTokens, Sampling sampling, Beams beams) {
  /**
   * @throws IllegalArgumentException if no token is allowed, or beams are to be drawn at random
   */
  public DecodingRules {
    forbidden = Set.copyOf(forbidden);
    if (maxTokens < 1) {
      throw new IllegalArgumentException(
          "At least one new token must be allowed, not " + maxTokens + ".");
    }
    if (beams.count() > 1 && !sampling.isGreedy()) {
      throw new IllegalArgumentException(
          "Beam search takes the likeliest text and draws nothing; use a temperature of 0, or one beam.");
    }
  }

  /** Rules that always take the likeliest token. */
  public static DecodingRules greedy(int endOfChunk, Set<Integer> forbidden, int maxTokens) {
    return new DecodingRules(endOfChunk, forbidden, maxTokens, Sampling.GREEDY, Beams.ONE);
  }

  /** For people: neither {@code <image>}, as no image could follow, nor padding. */
  public static DecodingRules forText(SpecialTokens special, int maxTokens) {
    return greedy(special.endOfChunk(), Set.of(special.image(), special.padding()), maxTokens);
  }

  /** As OpenFlamingo decodes, which may take padding; {@code <image>} alone is forbidden. */
  public static DecodingRules asReference(SpecialTokens special, int maxTokens) {
    return greedy(special.endOfChunk(), Set.of(special.image()), maxTokens);
  }

  /** The same with tokens chosen in another way. */
  public DecodingRules with(Sampling other) {
    return new DecodingRules(endOfChunk, forbidden, maxTokens, other, beams);
  }

  /** The same with other beams. */
  public DecodingRules with(Beams other) {
    return new DecodingRules(endOfChunk, forbidden, maxTokens, sampling, other);
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
