package flamingo.generate;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.FlamingoTest;
import flamingo.model.Golden;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Sequence;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DecodingTest {
  private final TensorOps ops = Engines.fastest(1).ops();

  @TestFactory
  Stream<DynamicTest> greedyTokensAndClassScoresEqualTheReference() {
    return Golden.cases("flamingo", this::check);
  }

  private void check(Golden.Case golden) {
    FlamingoConfig config = FlamingoTest.config(golden.golden().config());
    PreparedFlamingo flamingo =
        new Flamingo(config, golden.golden().weights(), ops).prepare(ExecutionPlan.DENSE);
    INDArray frames = golden.input("vision_x");
    INDArray pixels =
        frames.reshape(
            frames.size(0), frames.size(1), frames.size(3), frames.size(4), frames.size(5));
    try (Sequence sequence =
        flamingo.start(golden.ids("ids"), golden.ids("attention_mask"), pixels)) {
      ClassScores scores =
          ClassRanking.rank(sequence, names(golden.ids("class_tokens")), name -> {});
      golden.check("class_mean_logprob", Nd4j.createFromArray(scores.mean()));
      golden.check("class_sum_logprob", Nd4j.createFromArray(scores.sum()));

      int steps = golden.json().get("max_new_tokens").asInt();
      List<int[]> tokens =
          new PlainDecoder(DecodingRules.asReference(config.specialTokens(), steps))
              .decode(sequence)
              .tokens();
      assertThat(filled(tokens, golden.expectedIds("greedy"), config.specialTokens().endOfChunk()))
          .isDeepEqualTo(golden.expectedIds("greedy"));
    }
  }

  private static int[][] names(int[][] padded) {
    return Arrays.stream(padded)
        .map(row -> Arrays.stream(row).filter(token -> token >= 0).toArray())
        .toArray(int[][]::new);
  }

  private static int[][] filled(List<int[]> tokens, int[][] like, int end) {
    int[][] filled = new int[like.length][like[0].length];
    for (int row = 0; row < filled.length; row++) {
      Arrays.fill(filled[row], end);
      System.arraycopy(tokens.get(row), 0, filled[row], 0, tokens.get(row).length);
    }
    return filled;
  }
}
