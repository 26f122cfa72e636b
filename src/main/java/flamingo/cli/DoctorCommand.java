package flamingo.cli;

import flamingo.controller.Diagnosis;
import flamingo.controller.Finding;
import flamingo.controller.Finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: what the machine can do, and what to do about what it cannot. */
@Command(
    name = "doctor",
    description =
        "Show Java, processor, kernels, memory and model, and what to do about each problem.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private Console console;

  @Mixin private Threads threads;

  @Override
  public Integer call() {
    List<Finding> findings = new Diagnosis(threads.count()).findings();
    if (console.json()) {
      findings.forEach(finding -> console.line(json(finding)));
    } else {
      print(findings);
    }
    boolean broken = findings.stream().anyMatch(f -> f.severity() == Severity.PROBLEM);
    return broken ? ExitCode.CHECK_FAILED : ExitCode.OK;
  }

  private void print(List<Finding> findings) {
    int width = findings.stream().mapToInt(finding -> finding.name().length()).max().orElse(1);
    for (Finding finding : findings) {
      String mark = finding.severity() == Severity.OK ? " " : "!";
      console.line(("%s %-" + width + "s  %s").formatted(mark, finding.name(), finding.value()));
      if (!finding.remedy().isEmpty()) {
        console.line(" ".repeat(width + 4) + "-> " + finding.remedy());
      }
    }
  }

  private static JsonLine json(Finding finding) {
    return new JsonLine()
        .put("name", finding.name())
        .put("value", finding.value())
        .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .put("remedy", finding.remedy());
  }
}
