package flamingo.controller;

/** Hears of an answer while it is written. */
@FunctionalInterface
public interface ExploreListener {
  /**
   * @param piece of the text; all pieces together are the answer
   */
  void wrote(String piece);

  /**
   * @param share of the classes that were compared with the image, 0 to 1
   */
  default void ranked(double share) {}
}
