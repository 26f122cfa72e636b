package flamingo.model.layer;

/**
 * How much of its attention text keeps where it reads the best visual tokens only. Measured on the
 * very queries that the tokens were chosen by.
 */
public final class AttentionMass {
  private double kept;
  private double all;

  void add(double ofChosen, double ofAll) {
    kept += ofChosen;
    all += ofAll;
  }

  /**
   * Share of the dense attention that falls on tokens that were kept, 0 to 1; NaN for no choice.
   */
  public double share() {
    return kept / all;
  }
}
