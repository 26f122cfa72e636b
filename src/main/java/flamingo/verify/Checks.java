package flamingo.verify;

import flamingo.checkpoint.CheckpointException;
import flamingo.verify.VerifyResult.Status;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares the outputs of one fixture on one engine and reports each as a line. */
final class Checks {
  private static final Comparison NOTHING = new Comparison(Double.NaN, Double.NaN);

  private final Fixture fixture;
  private final String engine;
  private final String layout;
  private final Consumer<VerifyResult> listener;

  Checks(Fixture fixture, String engine, Consumer<VerifyResult> listener) {
    this(fixture, engine, "", listener);
  }

  private Checks(Fixture fixture, String engine, String layout, Consumer<VerifyResult> listener) {
    this.fixture = fixture;
    this.engine = engine;
    this.layout = layout;
    this.listener = listener;
  }

  /** The same checks in another way, or on another file; its name is shown with each case. */
  Checks of(String way) {
    return new Checks(fixture, engine, way + ":", listener);
  }

  /** Runs every case of the fixture and compares every output that it expects. */
  void runCases(Function<FixtureCase, Outputs> component) {
    if (fixture.cases().isEmpty()) {
      skip("", "all", "it has no cases");
    }
    for (FixtureCase of : fixture.cases()) {
      if (of.reject()) {
        expectRefusal(of, component);
      } else {
        runCase(of, component);
      }
    }
  }

  /** Compares an array with one of the fixture's own. */
  void compare(
      FixtureCase of, String output, Tolerance tolerance, Supplier<INDArray> a, INDArray e) {
    try {
      INDArray mask = tolerance.mask() == null ? null : fixture.inputOf(of, tolerance.mask());
      Comparison distance = Comparison.of(a.get(), e, mask);
      boolean passed = distance.within(tolerance);
      String bounds =
          "exceeds max abs %.1e or relative L2 %.1e"
              .formatted(tolerance.maxAbs(), tolerance.relativeL2());
      if (!passed && of.informative()) {
        report(of.name(), output, distance, tolerance, Status.SKIPPED, "may differ, and does");
      } else {
        report(
            of.name(),
            output,
            distance,
            tolerance,
            passed ? Status.PASS : Status.FAIL,
            passed ? "" : bounds);
      }
    } catch (RuntimeException problem) {
      fail(of.name(), output, sentence(problem));
    }
  }

  void pass(String testCase, String output) {
    report(testCase, output, NOTHING, null, Status.PASS, "");
  }

  void fail(String testCase, String output, String reason) {
    report(testCase, output, NOTHING, null, Status.FAIL, reason);
  }

  void skip(String testCase, String output, String reason) {
    report(testCase, output, NOTHING, null, Status.SKIPPED, reason);
  }

  /** What a person reads of an exception: its message where it was written for people. */
  static String sentence(RuntimeException problem) {
    boolean forPeople =
        problem instanceof FixtureException
            || problem instanceof CheckpointException
            || problem instanceof IllegalArgumentException;
    String message = String.valueOf(problem.getMessage()).replaceAll("\\s+", " ");
    return forPeople
        ? message
        : "unexpected " + problem.getClass().getSimpleName() + ": " + message;
  }

  private void runCase(FixtureCase of, Function<FixtureCase, Outputs> component) {
    Outputs outputs;
    try {
      outputs = component.apply(of);
    } catch (RuntimeException problem) {
      of.expected().keySet().forEach(output -> fail(of.name(), output, sentence(problem)));
      return;
    }
    if (of.expected().isEmpty()) {
      skip(of.name(), "all", "it expects nothing");
    }
    for (Map.Entry<String, Tolerance> expected : of.expected().entrySet()) {
      String output = expected.getKey();
      if (outputs.skipReason(output) != null) {
        skip(of.name(), output, outputs.skipReason(output));
      } else if (outputs.get(output) == null) {
        fail(of.name(), output, "this version has no such output");
      } else {
        compareWithStored(of, output, expected.getValue(), outputs.get(output));
      }
    }
  }

  private void compareWithStored(
      FixtureCase of, String output, Tolerance tolerance, Supplier<INDArray> actual) {
    INDArray expected;
    try {
      expected = fixture.expectedOf(of, output);
    } catch (CheckpointException problem) {
      fail(of.name(), output, problem.getMessage());
      return;
    }
    compare(of, output, tolerance, actual, expected);
  }

  private void expectRefusal(FixtureCase of, Function<FixtureCase, Outputs> component) {
    try {
      Outputs outputs = component.apply(of);
      of.expected().keySet().stream()
          .map(outputs::get)
          .filter(output -> output != null)
          .forEach(Supplier::get);
      fail(of.name(), "refusal", "input that must be refused was accepted");
    } catch (IllegalArgumentException refusal) {
      pass(of.name(), "refusal");
    } catch (RuntimeException problem) {
      fail(of.name(), "refusal", sentence(problem));
    }
  }

  private void report(
      String testCase,
      String output,
      Comparison distance,
      Tolerance tolerance,
      Status status,
      String reason) {
    listener.accept(
        new VerifyResult(
            fixture.name(),
            fixture.kind(),
            layout + testCase,
            output,
            engine,
            distance.maxAbs(),
            distance.relativeL2(),
            tolerance,
            status,
            reason));
  }
}
