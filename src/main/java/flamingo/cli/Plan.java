package flamingo.cli;

import flamingo.optimization.Selection;
import picocli.CommandLine.Option;

/** The option {@code --plan}. */
final class Plan {
  @Option(
      names = "--plan",
      paramLabel = "PLAN",
      converter = SelectionConverter.class,
      description =
          "Optimizations that are on, for instance tokens=16,precision=bf16. Default: none, the dense FP32 baseline.")
  private Selection selection = Selection.NONE;

  Selection selection() {
    return selection;
  }
}
