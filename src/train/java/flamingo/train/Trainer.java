package flamingo.train;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.global.torch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains Mini Flamingo, stage by stage. */
@Command(
    name = "trainer",
    mixinStandardHelpOptions = true,
    description = "Trains Mini Flamingo with libtorch.")
public final class Trainer implements Callable<Integer> {
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
  public Integer call() {
    spec.commandLine().getOut().println("libtorch uses %d threads".formatted(torch.get_num_threads()));
    return 0;
  }
}
