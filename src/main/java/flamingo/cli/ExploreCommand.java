package flamingo.cli;

import flamingo.benchmark.Sampler;
import flamingo.benchmark.exploration.Exploration;
import flamingo.benchmark.exploration.ExplorationTable;
import flamingo.benchmark.exploration.Explorations;
import flamingo.tensor.engine.Engine;
import flamingo.tensor.engine.Engines;
import flamingo.text.WordTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explore}: the architecture in tables. */
@Command(
    name = "explore",
    description =
        "Measure the architecture: the resampler against self-attention, gates and masks, parameters and time of the whole, the steps of speculative decoding.")
final class ExploreCommand implements Callable<Integer> {
  private static final int MOST_SAMPLES = 10_000;

  @Mixin private Console console;

  @Mixin private Threads threads;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "20",
      description = "Timed samples of each. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Override
  public Integer call() {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "%d samples were asked for; choose 1 to %d.".formatted(samples, MOST_SAMPLES));
    }
    Engine engine = Engines.fastest(threads.count());
    if (!console.json()) {
      console.line(
          "%s, %s, %d threads"
              .formatted(engine.info().engine(), engine.info().isa(), engine.info().threads()));
    }
    List<Exploration> parts = Explorations.all(WordTokenizer.mini());
    for (int i = 0; i < parts.size(); i++) {
      console.note("%d of %d: %s ...".formatted(i + 1, parts.size(), parts.get(i).title()));
      print(parts.get(i).explore(engine.ops(), new Sampler(() -> false), samples));
    }
    return ExitCode.OK;
  }

  private void print(ExplorationTable result) {
    if (console.json()) {
      result.rows().forEach(row -> console.line(json(result, row)));
      return;
    }
    Table table = new Table(result.columns().toArray(String[]::new));
    result
        .rows()
        .forEach(row -> table.row(row.stream().map(ExploreCommand::cell).toArray(String[]::new)));
    console.line("");
    console.line(result.title());
    table.lines().forEach(console::line);
    console.line(result.note());
  }

  private static JsonLine json(ExplorationTable result, List<Object> row) {
    JsonLine line = new JsonLine().put("table", result.title());
    for (int column = 0; column < row.size(); column++) {
      line.put(result.columns().get(column), row.get(column));
    }
    return line;
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, Math.abs(number) < 1000 ? "%.4g" : "%.0f", number);
    }
    return value instanceof Long number
        ? String.format(Locale.ROOT, "%,d", number).replace(',', ' ')
        : value.toString();
  }
}
