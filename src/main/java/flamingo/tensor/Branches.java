package flamingo.tensor;

/**
 * Several continuations of one text whose keys lie among each other: what they have in common is
 * there once, and to go on with another one moves nothing.
 *
 * @param places place of each key in its own text, [keys of the span]; the greatest comes last
 * @param seen which keys belong to the text of each query, [queries][keys of the span]
 */
public record Branches(int[] places, boolean[][] seen) {
  /** The place of the newest tokens. */
  public int lastPlace() {
    return places[places.length - 1];
  }
}
