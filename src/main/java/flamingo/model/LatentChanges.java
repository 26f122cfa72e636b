package flamingo.model;

/** Told by how much each layer of the resampler changes the latents of each image. */
@FunctionalInterface
public interface LatentChanges {
  /** Does not listen. */
  LatentChanges IGNORED = (layer, changes) -> {};

  /**
   * @param layer from 0
   * @param changes {@code ||l' - l|| / ||l||} of each image that the layer ran for
   */
  void changed(int layer, double[] changes);
}
