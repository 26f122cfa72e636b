package flamingo.cli;

import flamingo.controller.KeptCache;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --cache-file}. */
final class CacheOption {
  @Option(
      names = "--cache-file",
      paramLabel = "FILE",
      description =
          "Take encoded images from this file and write them to it at the end, for a plan with cache. It is bound to the weights and to the plan's precision, visual tokens, layers and cache level.")
  private Path file;

  KeptCache kept() {
    return new KeptCache(file);
  }
}
