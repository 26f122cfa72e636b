package flamingo.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How deep images went into the resampler.
 *
 * @param exits how many left after each layer, the first one first
 */
public record DepthStatistics(long[] exits) {
  public DepthStatistics {
    exits = exits.clone();
  }

  @Override
  public long[] exits() {
    return exits.clone();
  }

  /** Images in all. */
  public long images() {
    return Arrays.stream(exits).sum();
  }

  /** Layers that ran for an image, on average; NaN for no image. */
  public double mean() {
    double layers = IntStream.range(0, exits.length).mapToLong(i -> (i + 1) * exits[i]).sum();
    return layers / images();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DepthStatistics statistics && Arrays.equals(exits, statistics.exits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(exits);
  }

  @Override
  public String toString() {
    return Arrays.toString(exits);
  }
}
