package flamingo.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import flamingo.generate.DecodingRules;
import flamingo.generate.DecodingStatistics;
import flamingo.generate.Generation;
import flamingo.model.CacheLevel;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.PreparedFlamingo;
import flamingo.model.SpecialTokens;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Plans that promise the same text keep their promise on models of OpenFlamingo's families, for
 * prompts that nobody chose.
 */
class ExactPlansTest {
  private static final TensorOps OPS = Engines.fastest(1).ops();
  private static final int PROMPTS = 4;
  private static final int NEW_TOKENS = 16;
  private static final int MOST_TOKENS = 60;
  private static final long ROOM = 1 << 24;
  private static final List<ExecutionPlan> EXACT =
      List.of(
          ExecutionPlan.DENSE.withSpeculation(1),
          ExecutionPlan.DENSE.withSpeculation(3),
          ExecutionPlan.DENSE.withSpeculation(8),
          ExecutionPlan.DENSE.withSpeculation(ExecutionPlan.ADAPTIVE),
          ExecutionPlan.DENSE.withCache(CacheLevel.TOKENS, ROOM),
          ExecutionPlan.DENSE.withCache(CacheLevel.KV, ROOM).withSpeculation(4));

  @TestFactory
  Stream<DynamicNode> writeTheSameText() {
    return models(
        (flamingo, random) -> {
          try (PreparedFlamingo dense = flamingo.prepare(ExecutionPlan.DENSE)) {
            for (ExecutionPlan plan : EXACT) {
              try (PreparedFlamingo exact = flamingo.prepare(plan)) {
                for (int trial = 0; trial < PROMPTS; trial++) {
                  Prompts prompts = Prompts.random(flamingo, random);
                  List<int[]> expected = prompts.write(dense).tokens();
                  assertThat(prompts.write(exact).tokens()).containsExactlyElementsOf(expected);
                  assertThat(prompts.write(exact).tokens()).containsExactlyElementsOf(expected);
                }
              }
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicNode> lookingUpSavesPassesWhereTextsRepeatThemselves() {
    return models(
        (flamingo, random) -> {
          DecodingStatistics all = DecodingStatistics.NONE;
          try (PreparedFlamingo plan = flamingo.prepare(ExecutionPlan.DENSE.withSpeculation(4))) {
            for (int trial = 0; trial < PROMPTS; trial++) {
              all = all.plus(Prompts.random(flamingo, random).write(plan).statistics());
            }
          }
          assertThat(all.acceptanceRate()).isBetween(0.01, 1.0);
          assertThat(all.tokensPerPass()).isGreaterThan(1);
        });
  }

  private interface Check {
    void on(Flamingo flamingo, SplittableRandom random);
  }

  private static Stream<DynamicNode> models(Check check) {
    return GoldenFixtures.each(
        path ->
            isFlamingo(path)
                ? Stream.of(
                    dynamicTest(
                        path.getFileName() + "",
                        () -> {
                          try (Fixture fixture = new Fixture(path)) {
                            check.on(FlamingoKind.model(fixture, OPS), new SplittableRandom(7));
                          }
                        }))
                : Stream.empty());
  }

  private static boolean isFlamingo(Path path) {
    return Fixture.json(path.resolve(Fixture.FILE)).text("kind").equals("flamingo");
  }

  /** Prompts of one length, each with as many images, and words that come again. */
  private record Prompts(int[][] ids, INDArray pixels) {
    private static final int WORDS = 7;

    static Prompts random(Flamingo flamingo, SplittableRandom random) {
      SpecialTokens special = flamingo.config().specialTokens();
      int images = 1 + random.nextInt(3);
      int[][] ids = new int[1 + random.nextInt(3)][2 + images + random.nextInt(MOST_TOKENS)];
      for (int[] row : ids) {
        for (int place = 0; place < row.length; place++) {
          row[place] = place % WORDS == WORDS - 1 ? special.endOfChunk() : random.nextInt(WORDS);
        }
        for (int image = 0; image < images; image++) {
          row[image * row.length / images] = special.image();
        }
      }
      int side = flamingo.config().vision().imageSize();
      return new Prompts(ids, Nd4j.randn(DataType.FLOAT, ids.length, images, 3, side, side));
    }

    Generation.Outcome write(PreparedFlamingo model) {
      DecodingRules rules = DecodingRules.forText(model.config().specialTokens(), NEW_TOKENS);
      try (EncodedImages encoded = model.encodeImages(pixels);
          Generation generation = Generation.start(model, ids, null, encoded)) {
        return generation.decode(rules);
      }
    }
  }
}
