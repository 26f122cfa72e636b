package flamingo.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Chooses examples by their images: those that look most like the one that is asked about
 * (retrieval in-context example selection).
 *
 * <pre>
 * n candidates   E width of an embedding
 *   embedding    [E]   of unit length
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2109.05014">Yang et al. 2021</a>
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 3.2</a>
 */
public final class Rices {
  private final PreparedFlamingo model;
  private final List<float[]> candidates = new ArrayList<>();

  /**
   * @param model whose vision tower compares
   */
  public Rices(PreparedFlamingo model) {
    this.model = model;
  }

  /** How many candidates there are; the next one that is added has this index. */
  public int size() {
    return candidates.size();
  }

  /**
   * Adds candidates in their order.
   *
   * @param pixels [b, 3, S, S]
   */
  public void add(INDArray pixels) {
    candidates.addAll(embeddings(pixels));
  }

  /**
   * The candidates most like an image, by the cosine of their embeddings.
   *
   * @param pixels [1, 3, S, S]
   * @param count at most so many
   * @return their indices, the most similar last, beside the image itself; of equals, the one that
   *     was added first is the more similar
   */
  public List<Integer> mostSimilar(INDArray pixels, int count) {
    float[] wanted = embeddings(pixels).get(0);
    double[] cosines = candidates.stream().mapToDouble(each -> product(each, wanted)).toArray();
    List<Integer> best =
        new ArrayList<>(
            IntStream.range(0, cosines.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> -cosines[index]))
                .limit(count)
                .toList());
    Collections.reverse(best);
    return best;
  }

  private List<float[]> embeddings(INDArray pixels) {
    return List.of(model.imageEmbeddings(pixels).toFloatMatrix());
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
