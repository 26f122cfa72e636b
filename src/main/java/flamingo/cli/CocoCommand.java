package flamingo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import flamingo.controller.CaptionEvaluation;
import flamingo.controller.CaptionRun;
import flamingo.dataset.DatasetException;
import flamingo.dataset.coco.CocoCaptions;
import flamingo.generate.Beams;
import flamingo.report.ReportException;
import flamingo.report.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coco}: CIDEr of a model's captions. */
@Command(
    name = "coco",
    description =
        "Caption COCO's images as OpenFlamingo was evaluated, and print CIDEr times 100 with its 95%% interval.")
final class CocoCommand implements Callable<Integer> {
  private static final int BETWEEN_NOTES = 50;

  @Mixin private Console console;

  @Option(
      names = "--captions",
      required = true,
      paramLabel = "FILE",
      description =
          "captions_val2014.json of COCO; or dataset_coco.json of Karpathy's splits, of which the tests are captioned and the examples taken from train.")
  private Path captions;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the images, or the one that holds train2014 and val2014.")
  private Path images;

  @Option(
      names = "--shots",
      split = ",",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Examples before each image, chosen at random; 0 for the texts of two without their images, as OpenFlamingo counts. Default: ${DEFAULT-VALUE}.")
  private List<Integer> shots;

  @Option(
      names = "--beams",
      paramLabel = "N",
      defaultValue = "3",
      description = "Texts that are followed at the same time. Default: ${DEFAULT-VALUE}.")
  private int beams;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Images at most, chosen at random. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "Of images and examples. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "Write the captions in COCO's format for results; of one number of shots.")
  private Path results;

  @Mixin private Plan plan;

  @Mixin private CacheOption cache;

  @Mixin private Model model;

  @Mixin private Threads threads;

  @Override
  public Integer call() throws DatasetException, ReportException {
    if (results != null && shots.size() > 1) {
      throw new IllegalArgumentException(
          "--results holds the captions of one number of shots; name a single one.");
    }
    CocoCaptions data = CocoCaptions.read(captions, images);
    CaptionEvaluation evaluation =
        new CaptionEvaluation(Runnable::run, model.load(threads.count(), console), cache.kept());
    for (int examples : shots) {
      CaptionEvaluation.Request request =
          new CaptionEvaluation.Request(
              data, examples, limit, seed, new Beams(beams, 0), plan.selection());
      print(evaluation.run(request, this::note).join());
    }
    return ExitCode.OK;
  }

  private void note(int done, int all) {
    if (done % BETWEEN_NOTES == 0 && done < all) {
      console.note("%d of %d images ...".formatted(done, all));
    }
  }

  private void print(CaptionRun run) throws ReportException {
    run.broken().forEach(file -> console.note(file.reason()));
    if (console.json()) {
      console.line(json(run));
    } else {
      console.line(
          String.format(
              Locale.ROOT,
              "CIDEr %.1f (95%% interval %.1f to %.1f), %d images, %d shots, %d beams, %.2f s an image",
              run.cider().value(),
              run.cider().low(),
              run.cider().high(),
              run.captions().size(),
              run.shots(),
              beams,
              run.seconds() / run.captions().size()));
    }
    if (results != null) {
      WholeFile.write(results, results(run));
    }
  }

  private JsonLine json(CaptionRun run) {
    return new JsonLine()
        .put("metric", "CIDEr-D")
        .put("shots", run.shots())
        .put("beams", beams)
        .put("plan", plan.selection().text())
        .put("seed", seed)
        .put("images", run.captions().size())
        .rounded("cider", run.cider().value())
        .rounded("cider_ci_low", run.cider().low())
        .rounded("cider_ci_high", run.cider().high())
        .rounded("seconds", run.seconds())
        .rounded("tokens_per_pass", run.decoding().tokensPerPass())
        .rounded("acceptance_rate", run.decoding().acceptanceRate())
        .put("broken", run.broken().size());
  }

  private static String results(CaptionRun run) {
    ArrayNode all = new ObjectMapper().createArrayNode();
    run.captions()
        .forEach(
            each -> all.addObject().put("image_id", each.image().id()).put("caption", each.text()));
    return all + "\n";
  }
}
