package flamingo.verify;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GoldenFixturesTest {
  private static final int THREADS = 1;

  @TestFactory
  Stream<DynamicNode> everyFixtureAgreesWithTheReference() {
    return GoldenFixtures.each(
        folder ->
            Stream.of(DynamicContainer.dynamicContainer(folder.getFileName() + "", run(folder))));
  }

  private static Stream<DynamicTest> run(Path folder) {
    List<TensorOps> engines =
        List.of(Engines.reference(THREADS).ops(), Engines.fastest(THREADS).ops());
    List<VerifyResult> results = new ArrayList<>();
    new Verifier(engines).run(List.of(folder), results::add);
    return results.stream()
        .map(result -> DynamicTest.dynamicTest(result.line(), () -> check(result)));
  }

  private static void check(VerifyResult result) {
    switch (result.status()) {
      case FAIL -> fail(result.line());
      case SKIPPED -> abort(result.line());
      case PASS -> {}
      default -> throw new IllegalStateException();
    }
  }
}
