package flamingo.generate;

import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Sequence;
import flamingo.model.SpeculationPace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Prompts that have been read as a plan says, and can be continued: together, token by token or by
 * beam search, or one by one where a draft proposes, since each sequence keeps another number of
 * its proposals. Where a plan leaves it open how much is proposed, several prompts are continued
 * together.
 */
public final class Generation implements AutoCloseable {
  private final PreparedFlamingo model;
  private final List<Sequence> targets = new ArrayList<>();
  private final List<Function<int[], Sequence>> drafts = new ArrayList<>();

  /**
   * What was written.
   *
   * @param tokens of each sequence, without {@code <|endofchunk|>}
   */
  public record Outcome(List<int[]> tokens, DecodingStatistics statistics) {}

  private Generation(PreparedFlamingo model) {
    this.model = model;
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
    Generation generation = new Generation(model);
    int proposals = model.plan().speculation();
    if (proposals == 0 || (proposals == ExecutionPlan.ADAPTIVE && ids.length > 1)) {
      generation.targets.add(model.start(ids, mask, images));
      return generation;
    }
    int each = images.count() / ids.length;
    for (int row = 0; row < ids.length; row++) {
      int[] prompt = ids[row];
      int[] real = mask == null ? null : mask[row];
      EncodedImages own = images.part(row * each, (row + 1) * each);
      generation.targets.add(model.start(rows(prompt), rows(real), own));
      generation.drafts.add(
          further -> {
            int[] ones = new int[further.length];
            Arrays.fill(ones, 1);
            int[][] longerMask = real == null ? null : rows(joined(real, ones));
            return model.startDraft(rows(joined(prompt, further)), longerMask, own);
          });
    }
    return generation;
  }

  private static int[][] rows(int[] row) {
    return row == null ? null : new int[][] {row};
  }

  private static int[] joined(int[] first, int[] then) {
    return IntStream.concat(Arrays.stream(first), Arrays.stream(then)).toArray();
  }

  /** A prompt that has been read elsewhere; closing this leaves it open. */
  public static Generation continuing(PreparedFlamingo model, Sequence sequence) {
    Generation generation = new Generation(model);
    generation.targets.add(sequence);
    return generation;
  }

  /** Scores of the first new token, [B][V]. */
  public float[][] scores() {
    return targets.stream()
        .flatMap(target -> List.of(Scores.rows(target.logits())).stream())
        .toArray(float[][]::new);
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
      return decodeBeams(rules, cancelled);
    }
    if (drafts.isEmpty()) {
      int before = targets.get(0).length();
      List<int[]> tokens = new PlainDecoder(rules).decode(targets.get(0), cancelled, listener);
      long written = tokens.stream().mapToLong(row -> row.length).sum();
      long passes = targets.get(0).length() - before;
      return new Outcome(tokens, new DecodingStatistics(written, passes, 0, 0));
    }
    List<int[]> tokens = new ArrayList<>();
    DecodingStatistics statistics = DecodingStatistics.NONE;
    for (int row = 0; row < targets.size(); row++) {
      SpeculationPace pace = rules.sampling().isGreedy() ? model.pace() : model.pace().repeatable();
      SpeculativeDecoder decoder = new SpeculativeDecoder(rules, pace);
      SpeculativeDecoder.Outcome outcome =
          decoder.decode(targets.get(row), drafts.get(row), row, cancelled, listener);
      tokens.add(outcome.tokens());
      statistics = statistics.plus(outcome.statistics());
    }
    return new Outcome(tokens, statistics);
  }

  private Outcome decodeBeams(DecodingRules rules, BooleanSupplier cancelled) {
    if (!drafts.isEmpty()) {
      throw new IllegalArgumentException(
          "Beam search has no use for proposals; leave speculative out of the plan, or use one beam.");
    }
    BeamSearch.Outcome found = new BeamSearch(rules).decode(targets.get(0), cancelled);
    long written = found.tokens().stream().mapToLong(row -> row.length).sum();
    return new Outcome(found.tokens(), new DecodingStatistics(written, found.passes(), 0, 0));
  }

  @Override
  public void close() {
    targets.forEach(Sequence::close);
  }
}
