package flamingo.cli;

import flamingo.controller.Answer;
import flamingo.controller.BuiltInModels;
import flamingo.controller.ComparedAnswer;
import flamingo.controller.Failures;
import flamingo.controller.PromptController;
import flamingo.controller.PromptController.Example;
import flamingo.controller.ShotFolder;
import flamingo.controller.SimilarShots;
import flamingo.dataset.DatasetException;
import flamingo.dataset.Sample;
import flamingo.generate.DecodingStatistics;
import flamingo.generate.Sampling;
import flamingo.image.BrokenImageException;
import flamingo.image.ImageDecoder;
import flamingo.tensor.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code caption} and {@code ask} share: shots, a plan, and an answer for each image. */
final class Prompting {
  private static final int PERCENT = 100;
  private static final int MOST_CANDIDATES = 10_000;

  /** What an answer is compared with. */
  enum Reference {
    DENSE
  }

  @Mixin private Plan plan;

  @Option(
      names = "--shots",
      paramLabel = "DIR",
      description =
          "Examples shown before the image: a folder whose subfolders are named by the answers.")
  private Path shots;

  @Option(
      names = "--most-shots",
      paramLabel = "N",
      defaultValue = "8",
      description = "Examples at most. Default: ${DEFAULT-VALUE}.")
  private int mostShots;

  @Option(
      names = "--rices",
      description =
          "Take those examples whose images are most like the image, the most similar last.")
  private boolean rices;

  @Option(
      names = "--reference",
      paramLabel = "dense",
      description =
          "Answer by the dense FP32 baseline, too, and tell how far the plan is from it. It needs the memory of both.")
  private Reference reference;

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
        shots == null
            ? List.of()
            : ShotFolder.examples(shots, question, rices ? MOST_CANDIDATES : mostShots);
    Sampling sampling = draws.sampling();
    BuiltInModels models = model.load(threads.count(), console);
    int exit = ExitCode.OK;
    Precision precision = plan.selection().plan().precision();
    try (PromptController prompts =
        new PromptController(Runnable::run, models, sampling, draws.beams(), cache.kept())) {
      prompts.prepare(plan.selection()).join();
      try (SimilarShots similar = rices ? SimilarShots.among(first, models, precision) : null) {
        for (Path image : images) {
          Sample sample = sample(image);
          StreamedAnswer line = new StreamedAnswer(console, images.size() == 1 ? "" : image + ": ");
          Consumer<String> pieces = console.json() ? piece -> {} : line;
          CompletableFuture<ComparedAnswer> answer;
          try {
            List<Example> examples = rices ? similar.of(sample, mostShots) : first;
            answer =
                reference == null
                    ? prompts
                        .answer(sample, question, examples, plan.selection(), pieces)
                        .thenApply(ComparedAnswer::alone)
                    : prompts.compare(sample, question, examples, plan.selection(), pieces);
          } catch (BrokenImageException e) {
            answer = CompletableFuture.failedFuture(new CompletionException(e));
          }
          exit = Math.max(exit, report(image, answer, images.size(), line, console));
        }
      }
    }
    return exit;
  }

  private static Sample sample(Path image) {
    ImageDecoder decoder = ImageDecoder.forPhotos();
    return new Sample(image.toString(), image, null, () -> decoder.decode(image));
  }

  private int report(
      Path image,
      CompletableFuture<ComparedAnswer> future,
      int images,
      StreamedAnswer line,
      Console console) {
    ComparedAnswer compared;
    try {
      compared = future.join();
    } catch (CompletionException e) {
      if (images == 1) {
        throw e;
      }
      console.note(Failures.of(e.getCause()).sentence());
      return ExitCode.BAD_INPUT;
    }
    if (console.json()) {
      console.line(json(image, compared));
    } else {
      line.end();
      tell(compared, console);
    }
    return ExitCode.OK;
  }

  private JsonLine json(Path image, ComparedAnswer compared) {
    Answer answer = compared.answer();
    JsonLine line =
        new JsonLine()
            .put("image", image.toString())
            .put("answer", answer.text())
            .put("tokens", answer.decoding().tokens())
            .put("passes", answer.decoding().passes())
            .rounded("tokens_per_pass", answer.decoding().tokensPerPass())
            .rounded("acceptance_rate", answer.decoding().acceptanceRate())
            .rounded("millis", answer.millis())
            .put("plan", plan.selection().text())
            .put("trained", answer.trained());
    return compared.dense() == null
        ? line
        : line.put("dense_answer", compared.dense().text())
            .rounded("dense_millis", compared.dense().millis())
            .put("relative_l2_error", compared.relativeL2Error())
            .rounded("token_agreement", compared.tokenAgreement());
  }

  /** What belongs to an answer but is none goes where notes go. */
  private static void tell(ComparedAnswer compared, Console console) {
    DecodingStatistics decoding = compared.answer().decoding();
    if (decoding.tested() > 0) {
      console.note(
          String.format(
              Locale.ROOT,
              "Of %d proposals that were checked %.1f%% were accepted, %.2f tokens a pass.",
              decoding.tested(),
              PERCENT * decoding.acceptanceRate(),
              decoding.tokensPerPass()));
    }
    if (compared.dense() != null) {
      console.note("Dense: " + compared.dense().text());
      console.note(
          String.format(
              Locale.ROOT,
              "Against the dense baseline: relative L2 error %.3g of the first token's scores, %.1f%% of the tokens alike.",
              compared.relativeL2Error(),
              PERCENT * compared.tokenAgreement()));
    }
  }
}
