package flamingo.generate;

import flamingo.model.EncodedImages;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Sequence;
import flamingo.model.SpeculationPace;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Prompts that have been read as a plan says, and can be continued together: token by token, with
 * proposals that are checked together, or by beam search.
 */
public final class Generation implements AutoCloseable {
  private final PreparedFlamingo model;
  private final Sequence target;
  private final boolean owned;
  private final Function<DecodingRules, Proposer> proposers;

  /**
   * What was written.
   *
   * @param tokens of each sequence, without {@code <|endofchunk|>}
   */
  public record Outcome(List<int[]> tokens, DecodingStatistics statistics) {}

  /**
   * @param owned whether closing this closes {@code target}
   * @param proposers what says how the prompts may go on; null for nothing
   */
  private Generation(
      PreparedFlamingo model,
      Sequence target,
      boolean owned,
      Function<DecodingRules, Proposer> proposers) {
    this.model = model;
    this.target = target;
    this.owned = owned;
    this.proposers = proposers;
  }

  /**
   * Reads prompts.
   *
   * @param ids [B][L]
   * @param mask 1 for a real token, 0 for padding on the left, [B][L]; null for no padding
   * @param images as many for each prompt; they stay the caller's and open until this is closed
   */
  public static Generation start(
      PreparedFlamingo model, int[][] ids, int[][] mask, EncodedImages images) {
    Function<int[][], Sequence> draft =
        further -> model.startDraft(joined(ids, further), lengthened(mask, further), images);
    Function<DecodingRules, Proposer> proposers =
        model.hasDraft() ? rules -> new Drafting(draft, rules.endOfChunk()) : lookup(model, ids);
    return new Generation(model, model.start(ids, mask, images), true, proposers);
  }

  /** What a plan with speculation does without a draft. */
  private static Function<DecodingRules, Proposer> lookup(PreparedFlamingo model, int[][] ids) {
    return model.plan().speculation() == 0 ? null : rules -> new PromptLookup(ids, rules);
  }

  /** [B][L] and [B][n] as [B][L + n]. */
  private static int[][] joined(int[][] first, int[][] then) {
    return IntStream.range(0, first.length)
        .mapToObj(row -> IntStream.concat(Arrays.stream(first[row]), Arrays.stream(then[row])))
        .map(IntStream::toArray)
        .toArray(int[][]::new);
  }

  private static int[][] lengthened(int[][] mask, int[][] further) {
    if (mask == null) {
      return null;
    }
    int[][] ones = new int[further.length][further[0].length];
    for (int[] row : ones) {
      Arrays.fill(row, 1);
    }
    return joined(mask, ones);
  }

  /**
   * A prompt that has been read elsewhere, and stays open with its reader. A draft would have to
   * read it, too: there is none here.
   *
   * @param ids of the prompt, [L]
   */
  public static Generation continuing(PreparedFlamingo model, int[] ids, Sequence sequence) {
    return new Generation(model, sequence, false, lookup(model, new int[][] {ids}));
  }

  /** Scores of the first new token, [B][V]. */
  public float[][] scores() {
    return Scores.rows(target.logits());
  }

  /** Continues every sequence to its end. */
  public Outcome decode(DecodingRules rules) {
    return decode(rules, () -> false, TokenListener.NONE);
  }

  /**
   * @param cancelled asked before every pass; true ends with what there is
   */
  public Outcome decode(DecodingRules rules, BooleanSupplier cancelled, TokenListener listener) {
    if (rules.beams().count() > 1) {
      return decodeBeams(rules, cancelled, listener);
    }
    if (proposers != null) {
      SpeculationPace pace = model.pace(target.batch());
      SpeculationPace own = rules.sampling().isGreedy() ? pace : pace.repeatable();
      return new SpeculativeDecoder(rules, own)
          .decode(target, proposers.apply(rules), cancelled, listener);
    }
    return new PlainDecoder(rules).decode(target, cancelled, listener);
  }

  /** Which beam is the best is known at the end: then its tokens are told. */
  private Outcome decodeBeams(
      DecodingRules rules, BooleanSupplier cancelled, TokenListener listener) {
    if (proposers != null) {
      throw new IllegalArgumentException(
          "Beam search has no use for proposals; leave speculative out of the plan, or use one beam.");
    }
    BeamSearch.Outcome found = new BeamSearch(rules).decode(target, cancelled);
    for (int row = 0; row < found.tokens().size(); row++) {
      for (int token : found.tokens().get(row)) {
        listener.chosen(row, token);
      }
    }
    return new Outcome(found.tokens(), DecodingStatistics.plain(found.tokens(), found.passes()));
  }

  @Override
  public void close() {
    if (owned) {
      target.close();
    }
  }
}
