package flamingo.train;

import flamingo.train.stage.RunSettings;
import flamingo.train.tensor.Autocast;
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
  private static final int EVALUATED = 400;
  private static final int EVALUATED_IN_SMOKE = 10;

  @Option(names = "--out", paramLabel = "DIR", description = "Logs, checkpoints and weights.")
  private Path folder = Path.of("out", "train");

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description = "Run up to this one: ${COMPLETION-CANDIDATES}.")
  private Curriculum.Stage stage = Curriculum.Stage.DRAFT;

  @Option(
      names = "--cifar",
      paramLabel = "DIR",
      description = "CIFAR-10 in binary form; without it, there are no photographs.")
  private Path cifar;

  @Option(names = "--smoke", description = "A few steps of every stage.")
  private boolean smoke;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      description = "Of products: ${COMPLETION-CANDIDATES}; the faster one here by default.")
  private Autocast.Mode precision;

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
    Autocast.Mode mode = precision == null ? Autocast.fastest() : precision;
    out.println("Products are computed in " + mode + ".");
    int evaluated = smoke ? EVALUATED_IN_SMOKE : EVALUATED;
    RunSettings settings =
        new RunSettings(folder, cifar, seed, mode, evaluated, out::println);
    new Curriculum(settings, smoke ? Curriculum.Sizes.SMOKE : Curriculum.Sizes.FULL).run(stage);
    return 0;
  }
}
