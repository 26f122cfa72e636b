package flamingo.generate;

import flamingo.model.EncodedImages;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Prompts that have been read as a plan says, and can be continued: together by greedy decoding, or
 * one by one where a draft proposes, since each sequence keeps another number of its proposals.
 */
public final class Generation implements AutoCloseable {
  private final PreparedFlamingo model;
  private final List<Sequence> targets = new ArrayList<>();
  private final List<Sequence> drafts = new ArrayList<>();

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
   * @param images as many for each prompt; they stay the caller's
   */
  public static Generation start(
      PreparedFlamingo model, int[][] ids, int[][] mask, EncodedImages images) {
    Generation generation = new Generation(model);
    if (model.plan().speculation() == 0) {
      generation.targets.add(model.start(ids, mask, images));
      return generation;
    }
    int each = images.count() / ids.length;
    for (int row = 0; row < ids.length; row++) {
      int[][] ownIds = {ids[row]};
      int[][] ownMask = mask == null ? null : new int[][] {mask[row]};
      EncodedImages own = images.copyOf(row * each, (row + 1) * each);
      generation.targets.add(model.startOwning(ownIds, ownMask, own));
      generation.drafts.add(model.startDraft(ownIds, ownMask, own));
    }
    return generation;
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
    if (drafts.isEmpty()) {
      int before = targets.get(0).length();
      List<int[]> tokens = new PlainDecoder(rules).decode(targets.get(0), cancelled, listener);
      long written = tokens.stream().mapToLong(row -> row.length).sum();
      long passes = targets.get(0).length() - before;
      return new Outcome(tokens, new DecodingStatistics(written, passes, 0, 0));
    }
    SpeculativeDecoder decoder = new SpeculativeDecoder(rules, model.plan().speculation());
    List<int[]> tokens = new ArrayList<>();
    DecodingStatistics statistics = DecodingStatistics.NONE;
    for (int row = 0; row < targets.size(); row++) {
      SpeculativeDecoder.Outcome outcome =
          decoder.decode(targets.get(row), drafts.get(row), row, cancelled, listener);
      tokens.add(outcome.tokens());
      statistics = statistics.plus(outcome.statistics());
    }
    return new Outcome(tokens, statistics);
  }

  @Override
  public void close() {
    drafts.forEach(Sequence::close);
    targets.forEach(Sequence::close);
  }
}
