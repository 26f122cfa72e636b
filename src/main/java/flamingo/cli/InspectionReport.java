package flamingo.cli;

import static flamingo.controller.ModelInspection.SHOTS;

import flamingo.checkpoint.InspectedTensor;
import flamingo.checkpoint.Inspection;
import flamingo.checkpoint.MemoryNeed;
import flamingo.checkpoint.Mismatch;
import flamingo.controller.ModelInspection;
import flamingo.controller.ModelInspection.Need;
import flamingo.controller.ModelInspection.PartSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An inspection as text for people or as JSON lines, beside the machine's memory. */
record InspectionReport(ModelInspection inspected) {

  private Inspection inspection() {
    return inspected.found();
  }

  List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(inspection().title());
    inspection().files().forEach((what, file) -> lines.add("  %-16s%s".formatted(what, file)));
    inspected.problems().forEach(problem -> lines.add("! " + problem));
    lines.add("");
    lines.addAll(parts());
    lines.add("");
    lines.addAll(tensors());
    lines.addAll(memory());
    if (!inspection().mismatches().isEmpty()) {
      lines.add("");
      lines.add("%d tensors are not as this family has them:".formatted(mismatches()));
      inspection()
          .mismatches()
          .forEach(m -> lines.add(printable("! %s %s".formatted(m.tensor(), m.explanation()))));
    }
    return lines;
  }

  /** A file that is not trusted gives names that a terminal must not obey. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private int mismatches() {
    return inspection().mismatches().size();
  }

  private List<String> parts() {
    Table table = new Table("Part", "Tensors", "Parameters", "Stored");
    for (PartSize size : inspected.parts()) {
      table.row(
          size.part() == null ? "all" : size.part().title(),
          String.valueOf(size.tensors()),
          grouped(size.parameters()),
          Bytes.text(size.bytes()));
    }
    return table.lines();
  }

  /** Tensors that differ in the number of their layer only take one line. */
  private List<String> tensors() {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (InspectedTensor tensor : inspection().tensors()) {
      String name = printable(tensor.name()).replaceAll("\\.\\d+\\.", ".*.");
      counts.merge(
          List.of(name, tensor.type().name(), Arrays.toString(tensor.shape())), 1, Integer::sum);
    }
    Table table = new Table("Tensor", "Type", "Shape", "Number");
    counts.forEach(
        (key, count) -> table.row(key.get(0), key.get(1), key.get(2), String.valueOf(count)));
    return table.lines();
  }

  private List<String> memory() {
    if (inspected.needs().isEmpty()) {
      return List.of();
    }
    Table table = new Table("Memory with", "0 shots", "4", "8", "16", "32", "Weights");
    for (Need need : inspected.needs()) {
      List<String> row = new ArrayList<>();
      row.add(name(need));
      for (MemoryNeed bytes : need.byShots()) {
        row.add(Bytes.text(bytes.total()) + (inspected.fits(bytes) ? "" : " !"));
      }
      row.add(Bytes.text(need.byShots().get(0).weights()));
      table.row(row.toArray(String[]::new));
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines());
    lines.add(
        "This machine has %s, of which %s are free; ! marks what does not fit."
            .formatted(
                Bytes.text(inspected.machine().total()), Bytes.text(inspected.machine().free())));
    return lines;
  }

  private static String name(Need need) {
    return need.precision().name().toLowerCase(Locale.ROOT);
  }

  List<JsonLine> json() {
    List<JsonLine> lines = new ArrayList<>();
    lines.add(summary());
    inspected.parts().stream()
        .filter(size -> size.part() != null)
        .map(InspectionReport::json)
        .forEach(lines::add);
    inspection().tensors().forEach(tensor -> lines.add(json(tensor)));
    inspected.needs().forEach(need -> lines.addAll(json(need)));
    inspection().mismatches().forEach(mismatch -> lines.add(json(mismatch)));
    return lines;
  }

  private JsonLine summary() {
    Map<String, String> files = new LinkedHashMap<>();
    PartSize all = inspected.parts().get(inspected.parts().size() - 1);
    inspection().files().forEach((what, file) -> files.put(what, file.toString()));
    return record("model")
        .put("title", inspection().title())
        .put("files", files)
        .put("sound", inspected.isSound())
        .put("problems", inspected.problems())
        .put("parameters", all.parameters())
        .put("bytes", all.bytes())
        .put("machine_bytes", inspected.machine().total())
        .put("free_bytes", inspected.machine().free());
  }

  private static JsonLine json(InspectedTensor tensor) {
    return record("tensor")
        .put("name", tensor.name())
        .put("part", tensor.part().title())
        .put("dtype", tensor.type().name())
        .put("shape", tensor.shape())
        .put("bytes", tensor.bytes());
  }

  private List<JsonLine> json(Need need) {
    List<JsonLine> lines = new ArrayList<>();
    for (int i = 0; i < SHOTS.size(); i++) {
      MemoryNeed bytes = need.byShots().get(i);
      lines.add(
          record("memory")
              .put("precision", name(need))
              .put("shots", SHOTS.get(i))
              .put("weight_bytes", bytes.weights())
              .put("bytes", bytes.total())
              .put("fits", inspected.fits(bytes)));
    }
    return lines;
  }

  private static JsonLine json(PartSize size) {
    return record("part")
        .put("part", size.part().title())
        .put("tensors", size.tensors())
        .put("parameters", size.parameters())
        .put("bytes", size.bytes());
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

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
