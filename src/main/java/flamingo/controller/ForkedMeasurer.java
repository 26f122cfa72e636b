package flamingo.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import flamingo.benchmark.Effort;
import flamingo.benchmark.request.RequestWorkload;
import flamingo.benchmark.request.Variant;
import flamingo.benchmark.request.VariantTimes;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Takes times in fresh processes of this program, one after the other. */
public final class ForkedMeasurer implements VariantMeasurer {
  /** Command that takes the times of one variant and prints what {@link #written} writes. */
  public static final String COMMAND = "measure-fork";

  private static final String LAUNCHER = "flamingo.Launcher";
  private static final int POLL_MILLIS = 100;

  /** The status of a process that a signal ended is this and the signal's number. */
  private static final int SIGNAL = 128;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OptimizationRequest request;
  private final BooleanSupplier cancelled;

  ForkedMeasurer(OptimizationRequest request, BooleanSupplier cancelled) {
    this.request = request;
    this.cancelled = cancelled;
  }

  /** Times as a line of text, which {@link #read} reads. */
  public static String written(VariantTimes times) {
    try {
      return JSON.writeValueAsString(times);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static VariantTimes read(String line) {
    try {
      return JSON.readValue(line, VariantTimes.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public VariantTimes measure(Variant variant, RequestWorkload workload, Effort effort) {
    List<String> command = command(variant, workload, effort);
    List<VariantTimes> processes = new ArrayList<>();
    for (int fork = 0; fork < request.forks().count(); fork++) {
      processes.add(read(outputOf(command)));
    }
    return VariantTimes.joined(processes);
  }

  private List<String> command(Variant variant, RequestWorkload workload, Effort effort) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), LAUNCHER, COMMAND));
    command.addAll(request.forks().arguments());
    command.addAll(List.of("--plan", variant.selection().text()));
    command.addAll(List.of("--cache", variant.cache().name().toLowerCase(Locale.ROOT)));
    command.addAll(List.of("--workload", workload.name()));
    command.addAll(List.of("--seed", String.valueOf(request.seed())));
    command.addAll(List.of("--samples", String.valueOf(effort.samples())));
    command.addAll(List.of("--warm-up-millis", String.valueOf(effort.longestWarmUpMillis())));
    command.addAll(List.of("--millis", String.valueOf(effort.longestMillis())));
    return command;
  }

  private String outputOf(List<String> command) {
    Path output = null;
    try {
      output = Files.createTempFile("flamingo-fork", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      await(process);
      List<String> lines = Files.readAllLines(output);
      if (process.exitValue() != 0) {
        throw new IllegalArgumentException(
            "A fresh process could not measure it: " + reason(process.exitValue(), lines));
      }
      return lines.get(lines.size() - 1);
    } catch (IOException e) {
      throw new IllegalArgumentException("No fresh process could be started for it.", e);
    } finally {
      delete(output);
    }
  }

  private static String reason(int status, List<String> lines) {
    return lines.isEmpty() || status > SIGNAL
        ? "it was ended with status %d before it said why; run the command again for this row."
            .formatted(status)
        : lines.get(lines.size() - 1);
  }

  private void await(Process process) {
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (cancelled.getAsBoolean()) {
          process.destroy();
          throw new CancellationException("The measurement was cancelled.");
        }
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new CancellationException("The measurement was interrupted.");
    }
  }

  private static void delete(Path output) {
    if (output != null && !output.toFile().delete()) {
      output.toFile().deleteOnExit();
    }
  }
}
