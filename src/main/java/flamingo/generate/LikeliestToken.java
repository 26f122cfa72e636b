package flamingo.generate;

/** The likeliest token that is allowed; a draft's proposal must be it. */
record LikeliestToken(DecodingRules rules) implements TokenChoice {
  @Override
  public int choose(float[] scores) {
    return rules.likeliest(scores);
  }

  @Override
  public int confirm(int proposed, float[] draft, float[] scores) {
    return rules.likeliest(scores);
  }
}
