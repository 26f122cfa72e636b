package flamingo.tensor.onednn;

/** Where what is added to a product lies. */
enum ResidualPlace {
  NONE,
  /** In the output itself. */
  IN_PLACE,
  ELSEWHERE;

  /**
   * @param residual null for none
   */
  static ResidualPlace of(Rows residual, Rows out) {
    if (residual == null) {
      return NONE;
    }
    boolean same =
        Address.of(residual.array()) == Address.of(out.array())
            && residual.stride() == out.stride();
    return same ? IN_PLACE : ELSEWHERE;
  }
}
