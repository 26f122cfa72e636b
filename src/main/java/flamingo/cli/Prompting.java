package flamingo.cli;

import flamingo.controller.Answer;
import flamingo.controller.BuiltInModels;
import flamingo.controller.Failures;
import flamingo.controller.PromptController;
import flamingo.controller.PromptController.Example;
import flamingo.controller.ShotFolder;
import flamingo.controller.SimilarShots;
import flamingo.dataset.DatasetException;
import flamingo.dataset.Sample;
import flamingo.generate.Sampling;
import flamingo.image.BrokenImageException;
import flamingo.image.ImageDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code caption} and {@code ask} share: shots, a plan, and an answer for each image. */
final class Prompting {
  private static final int MOST_SHOTS = 8;

  @Mixin private Plan plan;

  @Option(
      names = "--shots",
      paramLabel = "DIR",
      description =
          "Examples shown before the image: a folder whose subfolders are named by the answers. At most "
              + MOST_SHOTS
              + " are taken.")
  private Path shots;

  @Option(
      names = "--rices",
      description =
          "Take those examples whose images are most like the image, the most similar last.")
  private boolean rices;

  @Mixin private CacheOption cache;

  @Mixin private Draws draws;

  @Mixin private Model model;

  @Mixin private Threads threads;

  /**
   * @param question null for captions
   * @return the exit code: a broken image is reported and the others are answered
   */
  int answer(List<Path> images, String question, Console console) throws DatasetException {
    if (rices && shots == null) {
      throw new IllegalArgumentException(
          "--rices chooses among examples, but there are none; name their folder with --shots.");
    }
    List<Example> first =
        shots == null || rices ? List.of() : ShotFolder.examples(shots, question, MOST_SHOTS);
    Sampling sampling = draws.sampling();
    BuiltInModels models = model.load(threads.count(), console);
    int exit = ExitCode.OK;
    try (PromptController prompts =
        new PromptController(Runnable::run, models, sampling, draws.beams(), cache.kept())) {
      prompts.prepare(plan.selection()).join();
      SimilarShots similar = rices ? new SimilarShots(models, shots, question) : null;
      for (Path image : images) {
        Sample sample = sample(image);
        CompletableFuture<Answer> answer;
        try {
          List<Example> examples = rices ? similar.of(sample, MOST_SHOTS) : first;
          answer =
              question == null
                  ? prompts.caption(sample, examples, plan.selection())
                  : prompts.ask(sample, question, examples, plan.selection());
        } catch (BrokenImageException e) {
          answer = CompletableFuture.failedFuture(new CompletionException(e));
        }
        exit = Math.max(exit, report(image, answer, images.size(), console));
      }
    }
    return exit;
  }

  private static Sample sample(Path image) {
    ImageDecoder decoder = ImageDecoder.forPhotos();
    return new Sample(image.toString(), image, null, () -> decoder.decode(image));
  }

  private int report(Path image, CompletableFuture<Answer> future, int images, Console console) {
    Answer answer;
    try {
      answer = future.join();
    } catch (CompletionException e) {
      if (images == 1) {
        throw e;
      }
      console.note(Failures.of(e.getCause()).sentence());
      return ExitCode.BAD_INPUT;
    }
    if (console.json()) {
      console.line(
          new JsonLine()
              .put("image", image.toString())
              .put("answer", answer.text())
              .put("tokens", answer.decoding().tokens())
              .put("passes", answer.decoding().passes())
              .rounded("tokens_per_pass", answer.decoding().tokensPerPass())
              .rounded("acceptance_rate", answer.decoding().acceptanceRate())
              .rounded("millis", answer.millis())
              .put("plan", plan.selection().text())
              .put("trained", answer.trained()));
    } else {
      console.line(images == 1 ? answer.text() : image + ": " + answer.text());
    }
    return ExitCode.OK;
  }
}
