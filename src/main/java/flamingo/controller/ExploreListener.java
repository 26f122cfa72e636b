package flamingo.controller;

/** Hears of an answer while it is written. */
@FunctionalInterface
public interface ExploreListener {
  /**
   * @param piece of the text; all pieces together are the answer
   */
  void wrote(String piece);
}
