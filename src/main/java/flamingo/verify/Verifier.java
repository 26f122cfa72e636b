package flamingo.verify;

import flamingo.checkpoint.CheckpointException;
import flamingo.tensor.TensorOps;
import flamingo.verify.VerifyResult.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Runs golden fixtures through the model's components, on each engine. */
public final class Verifier {
  private static final String NO_ENGINE = "java";

  private final List<TensorOps> engines;

  /**
   * @param engines the engines to compare, at least one, used by the thread that calls {@link #run}
   */
  public Verifier(List<TensorOps> engines) {
    this.engines = List.copyOf(engines);
  }

  /**
   * Runs every fixture at or below the paths. A fixture that cannot be run fails and the others go
   * on.
   *
   * @param listener told each result as soon as it is known
   * @throws FixtureException if a path is no folder or cannot be read
   */
  public VerifySummary run(List<Path> paths, Consumer<VerifyResult> listener) {
    Tally tally = new Tally(listener);
    FixtureFolders.find(paths).forEach(folder -> run(folder, tally));
    return tally.summary;
  }

  private void run(Path folder, Consumer<VerifyResult> listener) {
    try (Fixture fixture = new Fixture(folder)) {
      FixtureKind kind = FixtureKinds.named(fixture.kind());
      if (kind.needsEngine()) {
        engines.forEach(ops -> run(fixture, kind, ops, ops.name(), listener));
      } else {
        run(fixture, kind, engines.get(0), NO_ENGINE, listener);
      }
    } catch (FixtureException | CheckpointException problem) {
      listener.accept(broken(folder, Checks.sentence(problem)));
    }
  }

  private static void run(
      Fixture fixture,
      FixtureKind kind,
      TensorOps ops,
      String name,
      Consumer<VerifyResult> listener) {
    Checks checks = new Checks(fixture, name, listener);
    try {
      kind.run(fixture, ops, checks);
    } catch (RuntimeException problem) {
      checks.fail("", "all", Checks.sentence(problem));
    }
  }

  private static VerifyResult broken(Path folder, String reason) {
    return new VerifyResult(
        String.valueOf(folder.getFileName()),
        "",
        "",
        "all",
        NO_ENGINE,
        Double.NaN,
        Double.NaN,
        null,
        Status.FAIL,
        reason);
  }

  private static final class Tally implements Consumer<VerifyResult> {
    private final Consumer<VerifyResult> next;
    private VerifySummary summary = VerifySummary.NONE;

    Tally(Consumer<VerifyResult> next) {
      this.next = next;
    }

    @Override
    public void accept(VerifyResult result) {
      summary = summary.plus(result.status());
      next.accept(result);
    }
  }
}
