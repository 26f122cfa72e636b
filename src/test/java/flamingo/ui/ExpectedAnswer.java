package flamingo.ui;

import flamingo.controller.BuiltInModels;
import flamingo.controller.PromptController;
import flamingo.controller.PromptController.Example;
import flamingo.dataset.DatasetListener;
import flamingo.dataset.ImageFolder;
import flamingo.dataset.Sample;
import flamingo.optimization.Selection;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the command line answers to the same. */
final class ExpectedAnswer {
  private ExpectedAnswer() {}

  /** An image and the answer that is shown with it. */
  record Shot(Path image, String answer) {}

  static String to(String question, Path image, Shot... shots) throws Exception {
    List<Example> examples =
        Arrays.stream(shots)
            .map(
                shot ->
                    new Example(
                        sample(shot.image()), new flamingo.text.Shot(question, shot.answer())))
            .toList();
    try (PromptController prompts =
        new PromptController(Runnable::run, new BuiltInModels(Runnable::run, 1))) {
      return prompts.ask(sample(image), question, examples, Selection.NONE).join().text();
    }
  }

  private static Sample sample(Path image) {
    try {
      return ImageFolder.scan(image.getParent(), DatasetListener.none(), () -> false)
          .samples()
          .stream()
          .filter(sample -> sample.file().getFileName().equals(image.getFileName()))
          .findFirst()
          .orElseThrow();
    } catch (flamingo.dataset.DatasetException e) {
      throw new AssertionError(e);
    }
  }
}
