package flamingo.controller;

/** Hears how far the loading of a model is, on the engine's thread. */
@FunctionalInterface
public interface LoadingListener {
  /**
   * @param share of the weights that are packed, 0 to 1
   */
  void loaded(double share);
}
