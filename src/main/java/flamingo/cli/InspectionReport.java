package flamingo.cli;

import flamingo.checkpoint.InspectedTensor;
import flamingo.checkpoint.Inspection;
import flamingo.checkpoint.MachineMemory;
import flamingo.checkpoint.MemoryNeed;
import flamingo.checkpoint.Mismatch;
import flamingo.checkpoint.ModelPart;
import flamingo.model.FlamingoConfig;
import flamingo.tensor.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An inspection as text for people or as JSON lines, beside the machine's memory. */
record InspectionReport(Inspection inspection, MachineMemory machine) {
  private static final int[] SHOTS = {0, 4, 8, 16, 32};

  List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(inspection.title());
    inspection.files().forEach((what, file) -> lines.add("  %-16s%s".formatted(what, file)));
    inspection.problems().forEach(problem -> lines.add("! " + problem));
    lines.add("");
    lines.addAll(parts());
    lines.add("");
    lines.addAll(tensors());
    inspection.config().ifPresent(config -> lines.addAll(memory(config)));
    if (!inspection.mismatches().isEmpty()) {
      lines.add("");
      lines.add("%d tensors are not as this family has them:".formatted(mismatches()));
      inspection
          .mismatches()
          .forEach(m -> lines.add("! %s %s".formatted(m.tensor(), m.explanation())));
    }
    return lines;
  }

  private int mismatches() {
    return inspection.mismatches().size();
  }

  private List<String> parts() {
    Table table = new Table("Part", "Tensors", "Parameters", "Stored");
    for (ModelPart part : ModelPart.values()) {
      List<InspectedTensor> own = of(part);
      if (!own.isEmpty()) {
        table.row(part.title(), "" + own.size(), grouped(elements(own)), Bytes.text(bytes(own)));
      }
    }
    List<InspectedTensor> all = inspection.tensors();
    table.row("all", "" + all.size(), grouped(elements(all)), Bytes.text(bytes(all)));
    return table.lines();
  }

  /** Tensors that differ in the number of their layer only take one line. */
  private List<String> tensors() {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (InspectedTensor tensor : inspection.tensors()) {
      String name = tensor.name().replaceAll("\\.\\d+\\.", ".*.");
      counts.merge(
          List.of(name, tensor.type().name(), Arrays.toString(tensor.shape())), 1, Integer::sum);
    }
    Table table = new Table("Tensor", "Type", "Shape", "Number");
    counts.forEach(
        (key, count) -> table.row(key.get(0), key.get(1), key.get(2), String.valueOf(count)));
    return table.lines();
  }

  private List<String> memory(FlamingoConfig config) {
    Table table = new Table("Memory with", "0 shots", "4", "8", "16", "32", "Weights");
    for (Precision precision : Precision.values()) {
      List<String> row = new ArrayList<>();
      row.add(precision.name().toLowerCase(Locale.ROOT));
      for (int shots : SHOTS) {
        long bytes = MemoryNeed.of(config, precision, shots).total();
        row.add(Bytes.text(bytes) + (bytes > machine.free() ? " !" : ""));
      }
      row.add(Bytes.text(MemoryNeed.of(config, precision, 0).weights()));
      table.row(row.toArray(String[]::new));
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines());
    lines.add(
        "This machine has %s, of which %s are free; ! marks what does not fit."
            .formatted(Bytes.text(machine.total()), Bytes.text(machine.free())));
    return lines;
  }

  List<JsonLine> json() {
    List<JsonLine> lines = new ArrayList<>();
    lines.add(summary());
    for (ModelPart part : ModelPart.values()) {
      if (!of(part).isEmpty()) {
        lines.add(
            record("part")
                .put("part", part.title())
                .put("tensors", of(part).size())
                .put("parameters", elements(of(part)))
                .put("bytes", bytes(of(part))));
      }
    }
    inspection.tensors().forEach(tensor -> lines.add(json(tensor)));
    inspection.config().ifPresent(config -> lines.addAll(memoryJson(config)));
    inspection.mismatches().forEach(mismatch -> lines.add(json(mismatch)));
    return lines;
  }

  private JsonLine summary() {
    Map<String, String> files = new LinkedHashMap<>();
    inspection.files().forEach((what, file) -> files.put(what, file.toString()));
    return record("model")
        .put("title", inspection.title())
        .put("files", files)
        .put("sound", inspection.isSound())
        .put("problems", inspection.problems())
        .put("parameters", elements(inspection.tensors()))
        .put("bytes", bytes(inspection.tensors()))
        .put("machine_bytes", machine.total())
        .put("free_bytes", machine.free());
  }

  private static JsonLine json(InspectedTensor tensor) {
    return record("tensor")
        .put("name", tensor.name())
        .put("part", tensor.part().title())
        .put("dtype", tensor.type().name())
        .put("shape", tensor.shape())
        .put("bytes", tensor.bytes());
  }

  private List<JsonLine> memoryJson(FlamingoConfig config) {
    List<JsonLine> lines = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (int shots : SHOTS) {
        MemoryNeed need = MemoryNeed.of(config, precision, shots);
        lines.add(
            record("memory")
                .put("precision", precision.name().toLowerCase(Locale.ROOT))
                .put("shots", shots)
                .put("weight_bytes", need.weights())
                .put("bytes", need.total())
                .put("fits", need.total() <= machine.free()));
      }
    }
    return lines;
  }

  private static JsonLine json(Mismatch mismatch) {
    return record("mismatch")
        .put("tensor", mismatch.tensor())
        .put("problem", mismatch.problem().id())
        .put("explanation", mismatch.explanation());
  }

  private static JsonLine record(String kind) {
    return new JsonLine().put("record", kind);
  }

  private List<InspectedTensor> of(ModelPart part) {
    return inspection.tensors().stream().filter(tensor -> tensor.part() == part).toList();
  }

  private static long elements(List<InspectedTensor> tensors) {
    return tensors.stream().mapToLong(InspectedTensor::elements).sum();
  }

  private static long bytes(List<InspectedTensor> tensors) {
    return tensors.stream().mapToLong(InspectedTensor::bytes).sum();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
