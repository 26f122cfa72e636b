package flamingo.checkpoint;

/** Told how a conversion goes on. */
@FunctionalInterface
public interface ConversionListener {
  /**
   * @param tensor the one that is written now
   * @param number of it, from 1
   * @param all how many there are
   */
  void next(String tensor, int number, int all);
}
