package flamingo.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import flamingo.benchmark.request.Divergence;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.PreparedFlamingo;
import flamingo.model.layer.Sparsity;
import flamingo.tensor.Floats;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** How far plans that lose something are from FP32 on models of OpenFlamingo's families. */
class LossyPlansTest {
  private static final TensorOps OPS = Engines.fastest(1).ops();

  /** Most relative L2 error of all scores; random weights of small models are the worst case. */
  private static final Map<Precision, Double> MOST =
      Map.of(
          Precision.FP16, 0.003,
          Precision.BF16, 0.03,
          Precision.INT8, 0.05,
          Precision.INT8_WEIGHTS, 0.05,
          Precision.INT4_WEIGHTS, 0.5);

  @TestFactory
  Stream<DynamicNode> fewerBitsCostMore() {
    return GoldenFixtures.each(path -> tests(path, LossyPlansTest::checkPrecisions));
  }

  @TestFactory
  Stream<DynamicNode> fewerTokensCostMore() {
    return GoldenFixtures.each(path -> tests(path, LossyPlansTest::checkTokens));
  }

  private interface Check {
    void on(Fixture fixture, Flamingo flamingo);
  }

  private static Stream<DynamicNode> tests(Path path, Check check) {
    return Fixture.json(path.resolve(Fixture.FILE)).text("kind").equals("flamingo")
        ? Stream.of(dynamicTest(path.getFileName() + "", () -> run(path, check)))
        : Stream.empty();
  }

  private static void run(Path path, Check check) {
    try (Fixture fixture = new Fixture(path)) {
      check.on(fixture, FlamingoKind.model(fixture, OPS));
    }
  }

  private static void checkPrecisions(Fixture fixture, Flamingo flamingo) {
    Map<Precision, Double> errors = new EnumMap<>(Precision.class);
    MOST.forEach(
        (precision, most) -> {
          double error = error(fixture, flamingo, ExecutionPlan.DENSE.withPrecision(precision));
          assertThat(error).as("%s of %s", precision, fixture.name()).isBetween(1e-6, most);
          errors.put(precision, error);
        });
    assertThat(errors.get(Precision.INT4_WEIGHTS))
        .isGreaterThan(2 * errors.get(Precision.INT8_WEIGHTS));
    assertThat(errors.get(Precision.FP16)).isLessThan(errors.get(Precision.BF16));
  }

  private static void checkTokens(Fixture fixture, Flamingo flamingo) {
    int all = flamingo.config().resampler().latents();
    double few = error(fixture, flamingo, ExecutionPlan.DENSE.withVisualTokens(4));
    double many = error(fixture, flamingo, ExecutionPlan.DENSE.withVisualTokens(all - 1));
    double sparse = error(fixture, flamingo, sparse(4));
    assertThat(many).isPositive().isLessThan(few);
    assertThat(error(fixture, flamingo, sparse(all - 1))).isPositive().isLessThan(sparse);
    assertThat(error(fixture, flamingo, sparse(all))).isLessThan(1e-4);
  }

  private static ExecutionPlan sparse(int tokens) {
    return ExecutionPlan.DENSE.withSparsity(new Sparsity(tokens, Sparsity.Per.QUERY));
  }

  private static double error(Fixture fixture, Flamingo flamingo, ExecutionPlan plan) {
    FixtureCase first = fixture.cases().get(0);
    try (PreparedFlamingo dense = flamingo.prepare(ExecutionPlan.DENSE);
        PreparedFlamingo lossy = flamingo.prepare(plan)) {
      return Divergence.relativeL2(
          Floats.of(FlamingoKind.logits(lossy, fixture, first)),
          Floats.of(FlamingoKind.logits(dense, fixture, first)));
    }
  }
}
