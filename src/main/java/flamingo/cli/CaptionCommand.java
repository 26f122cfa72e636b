package flamingo.cli;

import flamingo.dataset.DatasetException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code caption IMAGE...}. */
@Command(name = "caption", description = "Describe images.")
final class CaptionCommand implements Callable<Integer> {
  @Mixin private Console console;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Image files.")
  private List<Path> images;

  @Mixin private Prompting prompting;

  @Override
  public Integer call() throws DatasetException {
    return prompting.answer(images, null, console);
  }
}
