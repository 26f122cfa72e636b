package flamingo.train;

import flamingo.model.FlamingoConfig;
import flamingo.model.ModelPreset;
import flamingo.text.WordTokenizer;
import flamingo.train.stage.LanguageStage;
import flamingo.train.stage.RunSettings;
import flamingo.train.tensor.Autocast;
import flamingo.train.tensor.Parameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains Mini Flamingo, stage by stage. */
@Command(
    name = "trainer",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Trains Mini Flamingo with libtorch. A stage that was stopped goes on.")
public final class Trainer implements Callable<Integer> {
  @Option(names = "--out", paramLabel = "DIR", description = "Logs, checkpoints and weights.")
  private Path folder = Path.of("out", "train");

  @Option(names = "--steps", paramLabel = "N", description = "Steps of the stage.")
  private int steps = LanguageStage.Size.FULL.steps();

  @Option(names = "--seed", paramLabel = "N", description = "Of initial numbers and batches.")
  private long seed = 1;

  @Spec private CommandSpec spec;

  private Trainer() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Trainer())
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Files.createDirectories(folder);
    FlamingoConfig config = ModelPreset.MINI.config(WordTokenizer.mini());
    RunSettings settings =
        new RunSettings(folder, null, seed, Autocast.fastest(), out::println);
    out.println("precision " + settings.precision());
    LanguageStage.Size size = new LanguageStage.Size(steps, 64, 96);
    new LanguageStage("language", config.language(), settings, size)
        .train(Parameters.seeded(seed));
    return 0;
  }
}
