package flamingo.model;

/** Counts how deep images go into the resampler. */
final class DepthTally {
  private final long[] exits;
  private LatentChanges listener = LatentChanges.IGNORED;

  /**
   * @param layers of the resampler
   */
  DepthTally(int layers) {
    this.exits = new long[layers];
  }

  void add(int layers, long images) {
    exits[layers - 1] += images;
  }

  void changed(int layer, double[] changes) {
    listener.changed(layer, changes);
  }

  void listen(LatentChanges to) {
    listener = to;
  }

  boolean isListening() {
    return listener != LatentChanges.IGNORED;
  }

  DepthStatistics statistics() {
    return new DepthStatistics(exits);
  }
}
