package flamingo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code checkpoint inspect} and {@code checkpoint convert}. */
@Command(
    name = "checkpoint",
    description = "Look into weight files and models' folders, or pack a model into one file.",
    subcommands = {InspectCommand.class, ConvertCommand.class})
final class CheckpointCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Choose inspect or convert.");
  }
}
