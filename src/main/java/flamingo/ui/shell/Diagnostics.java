package flamingo.ui.shell;

import flamingo.controller.Diagnosis;
import flamingo.controller.Finding;
import flamingo.ui.common.Numbers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a report of a fault needs: versions, processor, kernels, memory, the log's last lines, and
 * where files lie only as their names.
 */
record Diagnostics(List<Finding> findings, MemoryUse memory, List<String> log) {
  private static final int LINES = 40;
  private static final String PATHS =
      "(?<![\\w.:/])(?:~|[A-Za-z]:)?(?:[/\\\\](?=\\S))(?:[^/\\\\\\s]+[/\\\\])+([^/\\\\\\s]*)";

  /** Takes seconds: not for the JavaFX thread. */
  static Diagnostics take(int threads, Path home) {
    List<Finding> findings =
        new Diagnosis(threads)
            .findings().stream().filter(f -> !f.name().equals("sample images")).toList();
    return new Diagnostics(findings, MemoryUse.now(), LogFile.in(home).last(LINES));
  }

  String text() {
    String found =
        findings.stream().map(f -> f.name() + ": " + f.value()).collect(Collectors.joining("\n"));
    String used =
        "memory in use: heap %s, off-heap %s"
            .formatted(Numbers.bytes(memory.heapBytes()), Numbers.bytes(memory.offHeapBytes()));
    return withoutFolders(found + "\n" + used + "\n\nlog:\n" + String.join("\n", log) + "\n");
  }

  /** The name of a file may tell what went wrong; the folders above it tell who works here. */
  private static String withoutFolders(String text) {
    return text.replace(System.getProperty("user.home"), "~").replaceAll(PATHS, "…/$1");
  }
}
