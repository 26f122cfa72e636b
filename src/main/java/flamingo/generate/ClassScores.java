package flamingo.generate;

/**
 * How well each class name continues each prompt.
 *
 * @param mean mean log-probability of the name's tokens, [B][C]
 * @param sum sum of the same, [B][C]
 */
public record ClassScores(double[][] mean, double[][] sum) {
  /** The class with the greatest mean for one prompt; the first of equals. */
  public int best(int row) {
    int best = 0;
    for (int name = 1; name < mean[row].length; name++) {
      if (mean[row][name] > mean[row][best]) {
        best = name;
      }
    }
    return best;
  }
}
