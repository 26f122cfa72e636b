package flamingo.cli;

import flamingo.dataset.DatasetException;
import flamingo.text.SpecialText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ask IMAGE QUESTION}. */
@Command(name = "ask", description = "Answer a question about an image.")
final class AskCommand implements Callable<Integer> {
  @Mixin private Console console;

  @Parameters(index = "0", paramLabel = "IMAGE", description = "Image file.")
  private Path image;

  @Parameters(index = "1", paramLabel = "QUESTION", description = "What is asked, in quotes.")
  private String question;

  @Mixin private Prompting prompting;

  @Override
  public Integer call() throws DatasetException {
    SpecialText.in(question).ifPresent(AskCommand::refuse);
    return prompting.answer(List.of(image), question, console);
  }

  private static void refuse(String token) {
    throw new IllegalArgumentException(
        "The question contains %s, which the prompt has for each of its images or answers by itself; leave it out."
            .formatted(token));
  }
}
