package flamingo.verify;

import flamingo.checkpoint.CheckpointException;
import flamingo.checkpoint.SafetensorsFile;
import flamingo.checkpoint.TorchFile;
import flamingo.model.PerceiverResampler;
import flamingo.model.ResamplerConfig;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

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
        case "resampler" ->
            check(file, () -> loadResampler(fixture.resolve(name), expected, ops), checks);
        default -> checks.fail(name, "error", "unknown loader " + file.text("loader"));
      }
    }
  }

  private static void check(Section file, Supplier<Map<String, INDArray>> load, Checks checks) {
    String name = file.text("file");
    String expected = file.has("error") ? file.text("error") : "";
    try {
      String difference = difference(file, load.get());
      boolean mayLoad = expected.isEmpty() || file.flag("may_load");
      report(mayLoad && difference.isEmpty(), name, "was loaded" + difference, expected, checks);
    } catch (CheckpointException problem) {
      String message = problem.getMessage();
      List<String> unnamed =
          file.texts("message_names").stream().filter(word -> !message.contains(word)).toList();
      boolean right = problem.problem().id().equals(expected) && unnamed.isEmpty();
      report(right, name, problem.problem().id() + ": " + message, expected, checks);
    }
  }

  /** What was loaded wrongly; empty where every expected tensor is equal. */
  private static String difference(Section file, Map<String, INDArray> loaded) {
    if (!file.has("tensors")) {
      return "";
    }
    return file.child("tensors").children(Section::array).entrySet().stream()
        .filter(
            tensor ->
                !loaded.containsKey(tensor.getKey())
                    || !Comparison.of(loaded.get(tensor.getKey()), tensor.getValue(), null)
                        .within(Tolerance.EXACT))
        .map(tensor -> ", but tensor " + tensor.getKey() + " is wrong")
        .collect(Collectors.joining());
  }

  private static void report(
      boolean right, String name, String found, String expected, Checks checks) {
    if (right) {
      checks.pass(name, expected.isEmpty() ? "loads" : expected);
    } else {
      checks.fail(name, expected.isEmpty() ? "loads" : expected, found);
    }
  }

  private static Map<String, INDArray> loadResampler(Path path, Section expected, TensorOps ops) {
    ResamplerConfig config = ResamplerKind.config(expected.child("config"));
    SafetensorsFile.load(
        path, weights -> new PerceiverResampler(config, weights, ops, Precision.FP32));
    return Map.of();
  }

  private static Map<String, INDArray> readAll(Path path) {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return read(file.tensors().keySet(), file::read);
    }
  }

  private static Map<String, INDArray> readAllTorch(Path path) {
    try (TorchFile file = TorchFile.open(path)) {
      return read(file.tensors().keySet(), file::read);
    }
  }

  private static Map<String, INDArray> read(Set<String> names, Function<String, INDArray> read) {
    return names.stream().collect(Collectors.toMap(Function.identity(), read));
  }
}
