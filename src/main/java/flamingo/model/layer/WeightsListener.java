package flamingo.model.layer;

/** Hears of tensors before they are read. */
@FunctionalInterface
public interface WeightsListener {
  /**
   * May throw, which ends the reading.
   *
   * @param name in full
   * @param shape as the model expects it
   */
  void reading(String name, long[] shape);
}
