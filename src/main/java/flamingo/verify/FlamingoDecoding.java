package flamingo.verify;

import flamingo.generate.BeamSearch;
import flamingo.generate.Beams;
import flamingo.generate.ClassRanking;
import flamingo.generate.ClassScores;
import flamingo.generate.DecodingRules;
import flamingo.generate.PlainDecoder;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Sequence;
import flamingo.model.SpecialTokens;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the program's own decoders make of one reading of a prompt.
 *
 * @param firstLogits scores of the first new token, [B, V]
 * @param classes how well each class name would continue the prompt
 * @param beams what beam search wrote, by length penalty 0 and 1
 * @param greedy new tokens of each row, [B, n]; {@code <|endofchunk|>} ends a row and fills the
 *     rest of it, up to the end of the longest
 */
record FlamingoDecoding(
    INDArray firstLogits, ClassScores classes, List<Found> beams, INDArray greedy) {

  /**
   * @param tokens as those of greedy decoding, [B, n]
   * @param scores of the best beam of each row, [B]
   */
  record Found(INDArray tokens, INDArray scores) {}

  static FlamingoDecoding of(
      PreparedFlamingo flamingo, Fixture fixture, FixtureCase of, INDArray pixels) {
    int[][] ids = fixture.idsOf(of, "ids");
    int[][] mask = fixture.idsOf(of, "attention_mask");
    int[][] names = names(fixture.idsOf(of, "class_tokens"));
    int maxTokens = of.settings().integer("max_new_tokens");
    SpecialTokens special = flamingo.config().specialTokens();
    try (Sequence sequence = flamingo.start(ids, mask, pixels)) {
      INDArray firstLogits = sequence.logits().dup('c');
      ClassScores classes = ClassRanking.rank(sequence, names, name -> {});
      List<Found> beams =
          IntStream.rangeClosed(0, 1)
              .mapToObj(penalty -> beams(sequence, special, of.settings(), penalty))
              .toList();
      List<int[]> rows =
          new PlainDecoder(DecodingRules.asReference(special, maxTokens)).decode(sequence).tokens();
      return new FlamingoDecoding(
          firstLogits, classes, beams, filled(rows, special.endOfChunk(), maxTokens));
    }
  }

  private static Found beams(
      Sequence sequence, SpecialTokens special, Section settings, int lengthPenalty) {
    int maxTokens = settings.integer("beam_max_new_tokens", settings.integer("max_new_tokens"));
    int count = settings.integer("num_beams", Beams.REFERENCE.count());
    DecodingRules rules =
        DecodingRules.asReference(special, maxTokens).with(new Beams(count, lengthPenalty));
    BeamSearch.Outcome outcome = new BeamSearch(rules).decode(sequence);
    return new Found(
        filled(outcome.tokens(), special.endOfChunk(), maxTokens),
        Nd4j.createFromArray(outcome.scores()));
  }

  INDArray classMeans() {
    return Nd4j.createFromArray(classes.mean());
  }

  INDArray classSums() {
    return Nd4j.createFromArray(classes.sum());
  }

  /** The best class of each row, [B]. */
  INDArray bestClasses() {
    return Nd4j.createFromArray(
        IntStream.range(0, classes.mean().length).mapToLong(classes::best).toArray());
  }

  private static INDArray filled(List<int[]> rows, int endOfChunk, int maxTokens) {
    int longest =
        rows.stream().mapToInt(row -> Math.min(row.length + 1, maxTokens)).max().orElse(0);
    long[][] filled = new long[rows.size()][longest];
    for (int row = 0; row < filled.length; row++) {
      Arrays.fill(filled[row], endOfChunk);
      for (int i = 0; i < rows.get(row).length; i++) {
        filled[row][i] = rows.get(row)[i];
      }
    }
    return Nd4j.createFromArray(filled);
  }

  /** Without the negative numbers that fill short names up. */
  private static int[][] names(int[][] padded) {
    return Arrays.stream(padded)
        .map(name -> Arrays.stream(name).filter(token -> token >= 0).toArray())
        .toArray(int[][]::new);
  }
}
