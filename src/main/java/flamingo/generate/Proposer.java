package flamingo.generate;

import java.util.List;

/**
 * Says what the texts of a batch may go on with, for the model to check.
 *
 * <pre>
 * B batch   g proposals of a text
 * </pre>
 */
interface Proposer extends AutoCloseable {
  /** Takes note of a token of each text, [B]. */
  void written(int[] tokens);

  /**
   * The next tokens as they may be; as many for each text, or none.
   *
   * @param most proposals of a text, g
   * @param open those that go on; what the others are proposed means nothing
   */
  Proposal propose(int most, List<GrowingText> open);

  /** Told after each check how many of the proposals were written. */
  void keep(int kept);

  @Override
  void close();
}
