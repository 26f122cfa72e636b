package flamingo.benchmark.caption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CIDEr-D: how much a caption is like those that people wrote, by n-grams of 1 to 4 words that
 * count the more the fewer images they are said of. As in the reference implementation, lengths are
 * compared by the number of word pairs.
 *
 * <pre>
 * n words of an n-gram   N images   df(w) images that w is said of
 *   g(w) = count(w) (log N - log df(w))
 *   CIDEr_n(c, r) = exp(-(length(c) - length(r))^2 / (2 sigma^2)) min(g_c, g_r) . g_r / (|g_c| |g_r|)
 *   CIDEr-D = 10 mean over n and r of CIDEr_n(c, r)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/1411.5726">Vedantam et al. 2015, section 5 and appendix</a>
 * @see <a href="https://github.com/tylin/coco-caption">the reference implementation</a>
 */
public final class Cider {
  private static final int LONGEST = 4;
  private static final double SIGMA = 6;
  private static final double SCALE = 10;

  private final Map<List<String>, Integer> saidOf = new HashMap<>();
  private final double logImages;

  /**
   * @param references captions of each image; they say how common n-grams are
   */
  public Cider(List<List<String>> references) {
    for (List<String> captions : references) {
      Set<List<String>> said = new HashSet<>();
      captions.forEach(caption -> said.addAll(counts(caption).keySet()));
      said.forEach(ngram -> saidOf.merge(ngram, 1, Integer::sum));
    }
    this.logImages = Math.log(references.size());
  }

  /**
   * @param references at least one, from the images that this was made for
   * @return from 0 to 10; tables usually show the mean over all images times 100
   */
  public double score(String caption, List<String> references) {
    Weighted candidate = weighted(caption);
    double sum = 0;
    for (String reference : references) {
      sum += similarity(candidate, weighted(reference));
    }
    return SCALE * sum / references.size();
  }

  /**
   * N-grams with what they count, by their number of words.
   *
   * @param norms of each number of words
   * @param pairs of neighbouring words
   */
  private record Weighted(List<Map<List<String>, Double>> ngrams, double[] norms, int pairs) {}

  private Weighted weighted(String caption) {
    List<Map<List<String>, Double>> ngrams = new ArrayList<>();
    for (int n = 0; n < LONGEST; n++) {
      ngrams.add(new HashMap<>());
    }
    double[] squares = new double[LONGEST];
    int pairs = 0;
    for (Map.Entry<List<String>, Integer> each : counts(caption).entrySet()) {
      int n = each.getKey().size() - 1;
      double rarity = logImages - Math.log(Math.max(1, saidOf.getOrDefault(each.getKey(), 0)));
      double weight = each.getValue() * rarity;
      ngrams.get(n).put(each.getKey(), weight);
      squares[n] += weight * weight;
      pairs += n == 1 ? each.getValue() : 0;
    }
    for (int n = 0; n < LONGEST; n++) {
      squares[n] = Math.sqrt(squares[n]);
    }
    return new Weighted(ngrams, squares, pairs);
  }

  private static double similarity(Weighted candidate, Weighted reference) {
    double difference = candidate.pairs - reference.pairs;
    double ofLength = Math.exp(-difference * difference / (2 * SIGMA * SIGMA));
    double sum = 0;
    for (int n = 0; n < LONGEST; n++) {
      double norms = candidate.norms[n] * reference.norms[n];
      sum += norms == 0 ? 0 : shared(candidate, reference, n) / norms;
    }
    return ofLength * sum / LONGEST;
  }

  private static double shared(Weighted candidate, Weighted reference, int n) {
    double shared = 0;
    for (Map.Entry<List<String>, Double> each : candidate.ngrams.get(n).entrySet()) {
      double own = reference.ngrams.get(n).getOrDefault(each.getKey(), 0.0);
      shared += Math.min(each.getValue(), own) * own;
    }
    return shared;
  }

  private static Map<List<String>, Integer> counts(String caption) {
    List<String> words = CaptionWords.of(caption);
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int n = 1; n <= LONGEST; n++) {
      for (int from = 0; from + n <= words.size(); from++) {
        counts.merge(List.copyOf(words.subList(from, from + n)), 1, Integer::sum);
      }
    }
    return counts;
  }
}
