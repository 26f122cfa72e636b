package flamingo.generate;

import java.util.List;

/**
 * What decoding took.
 *
 * @param tokens written, ends of chunks not counted
 * @param passes of the model that decides, over further tokens; counted for each sequence that goes
 *     on
 * @param tested proposals of a draft that were checked: up to the first one in each pass that the
 *     model would not have written itself
 * @param accepted of those that were tested
 */
public record DecodingStatistics(long tokens, long passes, long tested, long accepted) {
  public static final DecodingStatistics NONE = new DecodingStatistics(0, 0, 0, 0);

  /** Of texts that no draft proposed. */
  static DecodingStatistics plain(List<int[]> tokens, long passes) {
    return new DecodingStatistics(tokens.stream().mapToLong(row -> row.length).sum(), passes, 0, 0);
  }

  /** Both together. */
  public DecodingStatistics plus(DecodingStatistics other) {
    return new DecodingStatistics(
        tokens + other.tokens,
        passes + other.passes,
        tested + other.tested,
        accepted + other.accepted);
  }

  /** Share of tested proposals that were accepted; NaN where none was tested. */
  public double acceptanceRate() {
    return tested == 0 ? Double.NaN : (double) accepted / tested;
  }

  /** NaN before the first pass. */
  public double tokensPerPass() {
    return passes == 0 ? Double.NaN : (double) tokens / passes;
  }
}
