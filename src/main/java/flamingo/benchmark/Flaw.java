package flamingo.benchmark;

/** What may be wrong with paired times. */
public enum Flaw {
  UNSTEADY(
      "unsteady",
      "the times had not settled when measuring began; take them with care or measure again"),
  OUTLIERS("outliers", "many times are far off the others; other programs may be at work"),
  SLOWING(
      "slowing",
      "the machine became slower while measuring; it may throttle: let it cool, or close other programs"),
  QUICKENING(
      "quickening", "the machine became faster while measuring; it was busy before: measure again"),
  NOISY(
      "noisy",
      "the interval is too wide to rely on the speed-up's size; close other programs or take more samples");

  private final String word;
  private final String sentence;

  Flaw(String word, String sentence) {
    this.word = word;
    this.sentence = sentence;
  }

  /** For a cell of a table. */
  public String word() {
    return word;
  }

  /** What it is and what to do about it, without a capital and a full stop. */
  public String sentence() {
    return sentence;
  }
}
