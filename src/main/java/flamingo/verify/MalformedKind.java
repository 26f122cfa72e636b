package flamingo.verify;

import flamingo.checkpoint.CheckpointException;
import flamingo.checkpoint.SafetensorsFile;
import flamingo.checkpoint.TorchFile;
import flamingo.tensor.TensorOps;
import java.nio.file.Path;
import java.util.List;

/** Broken and hostile weight files: each must be refused for the right reason, or load. */
final class MalformedKind implements FixtureKind {
  @Override
  public String name() {
    return "malformed";
  }

  @Override
  public boolean needsEngine() {
    return false;
  }

  @Override
  public void run(Fixture fixture, TensorOps ops, Checks checks) {
    Section expected = Fixture.json(fixture.resolve(fixture.files().text("expected")));
    for (Section file : expected.list("files")) {
      String name = file.text("file");
      switch (file.text("loader")) {
        case "safetensors" -> check(file, () -> readAll(fixture.resolve(name)), checks);
        case "pt" -> check(file, () -> readAllTorch(fixture.resolve(name)), checks);
        case "resampler" -> checks.skip(name, "error", "the resampler is not there yet");
        default -> checks.fail(name, "error", "unknown loader " + file.text("loader"));
      }
    }
  }

  private static void check(Section file, Runnable load, Checks checks) {
    String name = file.text("file");
    String expected = file.has("error") ? file.text("error") : "";
    try {
      load.run();
      report(expected.isEmpty() || file.flag("may_load"), name, "was loaded", expected, checks);
    } catch (CheckpointException problem) {
      String message = problem.getMessage();
      List<String> unnamed =
          file.texts("message_names").stream().filter(word -> !message.contains(word)).toList();
      boolean right = problem.problem().id().equals(expected) && unnamed.isEmpty();
      report(right, name, problem.problem().id() + ": " + message, expected, checks);
    }
  }

  private static void report(
      boolean right, String name, String found, String expected, Checks checks) {
    if (right) {
      checks.pass(name, expected.isEmpty() ? "loads" : expected);
    } else {
      checks.fail(name, expected.isEmpty() ? "loads" : expected, found);
    }
  }

  private static void readAll(Path path) {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      file.tensors().keySet().forEach(file::read);
    }
  }

  private static void readAllTorch(Path path) {
    try (TorchFile file = TorchFile.open(path)) {
      file.tensors().keySet().forEach(file::read);
    }
  }
}
