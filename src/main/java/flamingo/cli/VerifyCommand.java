package flamingo.cli;

import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import flamingo.verify.Verifier;
import flamingo.verify.VerifyResult;
import flamingo.verify.VerifySummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify PATH...}: compares the components with what reference implementations computed. */
@Command(
    name = "verify",
    description =
        "Compare every component with golden fixtures of the reference implementations, on both engines.")
final class VerifyCommand implements Callable<Integer> {
  /** Fixtures are so small that more threads cost more than they save. */
  private static final int FEW = 2;

  @Mixin private Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Folders with a fixture, or folders of such folders.")
  private List<Path> paths;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of an operation. Default: 2, or 1 on a single processor.")
  private Integer threads;

  @Override
  public Integer call() {
    int count = threads == null ? Math.min(FEW, Engines.processors()) : threads;
    List<TensorOps> engines = List.of(fast(count), Engines.reference(count).ops());
    VerifySummary summary = new Verifier(engines).run(paths, this::print);
    if (!console.json()) {
      console.line(
          String.format(
              Locale.ROOT,
              "%d passed, %d failed, %d skipped",
              summary.passed(),
              summary.failed(),
              summary.skipped()));
    }
    if (summary.passed() + summary.failed() == 0) {
      console.note(
          "Nothing was compared: no fixture that can be run lies there. Name folders that hold a fixture.json.");
    }
    return summary.succeeded() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private TensorOps fast(int count) {
    var engine = Engines.fastest(count);
    if (engine.info().note() != null) {
      console.note(engine.info().note());
    }
    return engine.ops();
  }

  private void print(VerifyResult result) {
    if (!console.json()) {
      console.line(result.line());
      return;
    }
    JsonLine line =
        new JsonLine()
            .put("status", result.status().name().toLowerCase(Locale.ROOT))
            .put("fixture", result.fixture())
            .put("kind", result.kind())
            .put("case", result.testCase())
            .put("output", result.output())
            .put("engine", result.engine())
            .put("max_abs", result.maxAbs())
            .put("relative_l2", result.relativeL2())
            .put("reason", result.reason());
    console.line(line);
  }
}
