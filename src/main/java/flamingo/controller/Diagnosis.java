package flamingo.controller;

import flamingo.benchmark.Environment;
import flamingo.dataset.SampleImages;
import flamingo.tensor.KernelVerdict;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.engine.Engine;
import flamingo.tensor.engine.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;
import oshi.hardware.GraphicsCard;

/** What this machine is and can do, on the thread that calls. */
public final class Diagnosis {
  private static final double GIGABYTE = 1e9;
  private static final double LEAST_FREE_GIGABYTES = 1;
  private static final int OLDEST_JAVA = 17;
  private static final int WIDTH = 256;

  private final int threads;

  /**
   * @param threads that an operation would use
   */
  public Diagnosis(int threads) {
    this.threads = threads;
  }

  /** Looks at everything; what fails is a finding, too. */
  public List<Finding> findings() {
    Environment environment = Environment.current();
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("program", environment.appVersion()));
    findings.add(java(environment));
    findings.add(Finding.ok("system", environment.os()));
    findings.add(
        Finding.ok(
            "processor",
            "%s, %d processors".formatted(environment.cpu(), environment.processors())));
    findings.add(load(environment));
    findings.add(memory());
    findings.add(Finding.ok("heap", gigabytes(Runtime.getRuntime().maxMemory()) + " at most"));
    findings.addAll(engine());
    findings.add(openMp());
    findings.add(graphics());
    findings.add(model());
    findings.add(sampleImages());
    return findings;
  }

  private static Finding java(Environment environment) {
    return Runtime.version().feature() < OLDEST_JAVA
        ? Finding.problem("java", environment.java(), "Install Java " + OLDEST_JAVA + " or newer.")
        : Finding.ok("java", environment.java());
  }

  private static Finding load(Environment environment) {
    String value =
        String.format(
            Locale.ROOT,
            "%.1f on average, governor %s",
            environment.load(),
            environment.governor() == null ? "unknown" : environment.governor());
    return environment.warnings().isEmpty()
        ? Finding.ok("load", value)
        : Finding.attention(
            "load",
            value,
            "Close other programs, and set the governor to performance, before you measure.");
  }

  private static Finding memory() {
    GlobalMemory memory = new SystemInfo().getHardware().getMemory();
    String value =
        "%s, %s free".formatted(gigabytes(memory.getTotal()), gigabytes(memory.getAvailable()));
    return memory.getAvailable() < LEAST_FREE_GIGABYTES * GIGABYTE
        ? Finding.attention("memory", value, "Close other programs before you measure.")
        : Finding.ok("memory", value);
  }

  private List<Finding> engine() {
    Engine engine = Engines.fastest(threads);
    String value =
        "%s, %s, %d threads".formatted(engine.info().engine(), engine.info().isa(), threads);
    List<Finding> findings = new ArrayList<>();
    findings.add(
        engine.info().note() == null
            ? Finding.ok("engine", value)
            : Finding.attention(
                "engine",
                value + ". " + engine.info().note(),
                "Install the system packages that the README names for this system."));
    for (Precision precision : Precision.values()) {
      PackedLinear packed =
          engine.ops().pack(Nd4j.rand(DataType.FLOAT, WIDTH, WIDTH), null, precision);
      findings.add(
          Finding.ok(
              "kernel " + precision.name().toLowerCase(Locale.ROOT),
              String.format(
                  Locale.ROOT,
                  "%s, %.1f bytes a weight",
                  packed.kernel(),
                  (double) packed.bytes() / (WIDTH * WIDTH))));
    }
    engine.ops().verdicts().forEach(verdict -> findings.add(check(verdict)));
    return findings;
  }

  private static Finding check(KernelVerdict verdict) {
    if (verdict.trusted()) {
      return Finding.ok(
          "kernel check",
          String.format(Locale.ROOT, "%s: error %.1e", verdict.kernel(), verdict.relativeError()));
    }
    String found =
        Double.isNaN(verdict.relativeError())
            ? "there is only a slow one"
            : String.format(Locale.ROOT, "wrong, error %.1e", verdict.relativeError());
    return Finding.attention(
        "kernel check",
        verdict.kernel() + ": " + found,
        "Nothing; another kernel is used in its place, which is slower.");
  }

  private static Finding openMp() {
    String policy = System.getenv("OMP_WAIT_POLICY");
    return policy != null && policy.equalsIgnoreCase("passive")
        ? Finding.attention(
            "threads' waiting",
            "OMP_WAIT_POLICY=passive: every operation pays for waking its threads",
            "Unset OMP_WAIT_POLICY.")
        : Finding.ok("threads' waiting", policy == null ? "a short spin, then sleep" : policy);
  }

  private static Finding graphics() {
    List<String> cards =
        new SystemInfo()
            .getHardware().getGraphicsCards().stream().map(GraphicsCard::getName).toList();
    return Finding.ok(
        "graphics cards",
        "%s; this build computes on the processor"
            .formatted(cards.isEmpty() ? "none found" : String.join(", ", cards)));
  }

  private Finding model() {
    LoadedModel model = new BuiltInModels(Runnable::run, threads).load().join();
    String value =
        String.format(
            Locale.ROOT, "%s, %.1f million parameters", model.name(), model.parameters() / 1e6);
    return model.trained()
        ? Finding.ok("model", value)
        : Finding.attention(
            "model",
            value + ", untrained: its weights are random",
            "Read its answers as noise and its times as real; trained weights are to come.");
  }

  private static Finding sampleImages() {
    return SampleImages.folder()
        .map(folder -> Finding.ok("sample images", folder.toString()))
        .orElseGet(
            () ->
                Finding.attention(
                    "sample images",
                    "not found beside the program",
                    "Open a folder of your own, or start the program from its project folder."));
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
  }
}
