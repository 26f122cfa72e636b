package flamingo.cli;

import flamingo.tensor.engine.Engines;
import picocli.CommandLine.Option;

/** The option {@code --threads}. */
final class Threads {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of an operation. Default: all processors but one.")
  private Integer threads;

  int count() {
    return threads == null ? Engines.defaultThreads() : threads;
  }
}
