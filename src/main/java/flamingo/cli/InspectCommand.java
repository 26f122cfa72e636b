package flamingo.cli;

import flamingo.controller.ModelInspection;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code checkpoint inspect PATH}. */
@Command(
    name = "inspect",
    description =
        "Show the tensors and parts of a weight file or a model's folder, what is missing or does not fit, and the memory that it needs. Reads headers only.")
final class InspectCommand implements Callable<Integer> {
  @Mixin private Console console;

  @Parameters(
      paramLabel = "PATH",
      description = "A .pt, .bin or .safetensors file, or a folder of a model or one of its parts.")
  private Path path;

  @Override
  public Integer call() {
    ModelInspection inspection = ModelInspection.of(path);
    InspectionReport report = new InspectionReport(inspection);
    if (console.json()) {
      report.json().forEach(console::line);
    } else {
      report.text().forEach(console::line);
    }
    return inspection.isSound() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }
}
