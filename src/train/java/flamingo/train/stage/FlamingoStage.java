package flamingo.train.stage;

import flamingo.model.FlamingoConfig;
import flamingo.text.WordTokenizer;
import flamingo.train.image.ImageBatch;
import flamingo.train.module.FlamingoModule;
import flamingo.train.module.LanguageModule.Listener;
import flamingo.train.module.MediaIndex;
import flamingo.train.module.ResamplerModule;
import flamingo.train.module.VisionTower;
import flamingo.train.optimizer.AdamW;
import flamingo.train.optimizer.Muon;
import flamingo.train.optimizer.Optimizer;
import flamingo.train.optimizer.Schedule;
import flamingo.train.run.StepResult;
import flamingo.train.run.TrainingLoop;
import flamingo.train.tensor.Parameters;
import flamingo.train.tensor.Tensors;
import flamingo.train.text.PicturePool;
import flamingo.train.text.TextBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Resampler and gated blocks join the vision tower and the language model, which stay as they are;
 * only the tower's code of positions is trained, too. The gates begin at 0.
 */
public final class FlamingoStage {
  private static final Muon.Settings MUON = new Muon.Settings(0.02, 0.95, 5, Muon.Scale.FREE);
  private static final AdamW.Settings ADAM = new AdamW.Settings(2e-3, 0.9, 0.98, 0);
  private static final AdamW.Settings GATES = ADAM.withRate(1e-2);
  private static final double WARM_UP_STEPS = 50;
  private static final TextLoss.Weights WEIGHTS = new TextLoss.Weights(0, 1, 0.3);

  private static final double FIGURES = 0.5;

  private final FlamingoConfig config;
  private final RunSettings settings;
  private final Size size;
  private final WordTokenizer tokenizer = WordTokenizer.mini();
  private final TextLoss loss = new TextLoss(WEIGHTS);

  /**
   * How much of it.
   *
   * @param length of a document, in tokens
   */
  public record Size(
      int steps, int images, int inContext, int questions, int captions, int length) {
    public static final Size FULL = new Size(2000, 192, 24, 32, 28, 64);

    ImageMixture.Size mixture() {
      return new ImageMixture.Size(images, inContext, questions, captions);
    }
  }

  public FlamingoStage(FlamingoConfig config, RunSettings settings, Size size) {
    this.config = config;
    this.settings = settings;
    this.size = size;
  }

  /**
   * Trains to the end.
   *
   * @param parameters hold the tower below {@code vision_encoder} and the language model below
   *     {@code lang_encoder}; the resampler comes below {@code perceiver}
   */
  public void train(VisionTower tower, Parameters parameters) throws IOException {
    ResamplerModule resampler =
        new ResamplerModule(config.resampler(), parameters.under("perceiver"));
    Parameters language = parameters.under("lang_encoder");
    FlamingoModule module =
        new FlamingoModule(config.language(), config.crossAttention(), language);
    LatentHeads heads =
        new LatentHeads(config.resampler().width(), parameters.under("heads.latents"));
    onlyNewOnesAreTrained(parameters);
    ImageMixture mixture = new ImageMixture(settings, size.mixture());
    double warmUp = Math.min(WARM_UP_STEPS / size.steps(), 0.1);
    Schedule schedule = Schedule.trapezoid(warmUp, warmUp, 0);
    new TrainingLoop(
            "flamingo",
            parameters,
            optimizers(parameters),
            settings.loop(size.steps(), schedule))
        .run(random -> step(tower, resampler, heads, module, mixture, random), settings.listener());
    evaluate(tower, resampler, module, mixture)
        .forEach(row -> settings.listener().accept("flamingo " + row));
  }

  private List<String> evaluate(
      VisionTower tower, ResamplerModule resampler, FlamingoModule module, ImageMixture mixture) {
    try (PointerScope scope = new PointerScope();
        AutoGradMode off = new AutoGradMode(false)) {
      ImageBatch images = mixture.draw(new SplittableRandom(Report.SEED)).images();
      Tensor features = tower.tokens(images.normalised());
      PicturePool pool = new PicturePool(images.pictures());
      Report report = new Report(settings);
      List<String> rows = new ArrayList<>();
      for (Exits exits : Exits.all(config.resampler())) {
        Function<TextBatch, Tensor> model = seeing(resampler, module, features, exits);
        if (rows.isEmpty()) {
          rows.addAll(report.withImages(pool, model));
        }
        rows.add("questions with %s %s".formatted(exits, report.questions(pool, model)));
      }
      return rows;
    }
  }

  private Function<TextBatch, Tensor> seeing(
      ResamplerModule resampler, FlamingoModule module, Tensor features, Exits exits) {
    Tensor media = resampler.forward(features, exits.visualTokens(), exits.depth());
    return batch ->
        module.forward(
            Tensors.of(batch.ids()),
            media,
            MediaIndex.of(batch.ids(), tokenizer.image(), batch.images()),
            Listener.NONE);
  }

  /** Modules ask for gradients where they are made; what was trained before keeps none. */
  private static void onlyNewOnesAreTrained(Parameters parameters) {
    parameters.all().forEach((name, tensor) -> tensor.requires_grad_(isNew(name)));
  }

  private static boolean isNew(String name) {
    return name.startsWith("perceiver.")
        || name.startsWith("heads.latents.")
        || name.contains("gated_cross_attn_layer")
        || name.endsWith("positional_embedding");
  }

  private List<Optimizer> optimizers(Parameters parameters) {
    Map<String, Tensor> matrices = new LinkedHashMap<>(parameters.trained());
    Map<String, Tensor> gates = new LinkedHashMap<>(matrices);
    Map<String, Tensor> rest = new LinkedHashMap<>(matrices);
    matrices.entrySet().removeIf(e -> e.getValue().dim() != 2 || !e.getKey().endsWith(".weight"));
    matrices.keySet().removeIf(name -> name.startsWith("heads."));
    gates.keySet().removeIf(name -> !name.endsWith("_gate"));
    rest.keySet().removeAll(matrices.keySet());
    rest.keySet().removeAll(gates.keySet());
    return List.of(new Muon(matrices, MUON, settings.precision()), new AdamW(gates, GATES), new AdamW(rest, ADAM));
  }

  private StepResult step(
      VisionTower tower,
      ResamplerModule resampler,
      LatentHeads heads,
      FlamingoModule module,
      ImageMixture mixture,
      SplittableRandom random) {
    ImageMixture.Drawn drawn = mixture.draw(random);
    TextBatch batch = TextBatch.of(drawn.documents(), tokenizer, size.length());
    Exits exits = Exits.any(config.resampler(), random);
    Tensor features = tower.tokens(drawn.images().normalised());
    Tensor media = resampler.forward(features, exits.visualTokens(), exits.depth());
    MediaIndex index = MediaIndex.of(batch.ids(), tokenizer.image(), batch.images());
    TextLoss.Watched watched =
        new TextLoss.Watched(Math.min(LanguageStage.GUIDED_LAYER, config.language().layers() - 1));
    Tensor logits = module.forward(Tensors.of(batch.ids()), media, index, watched);
    TextLoss.Value value = loss.of(batch, logits, watched.probabilities());
    Map<String, Double> metrics = new LinkedHashMap<>(value.metrics());
    metrics.put("visual_tokens", (double) exits.visualTokens());
    metrics.put("depth", (double) exits.depth());
    LatentHeads.Answer figures = heads.of(media, drawn.images().pictures());
    metrics.put("figures", figures.right());
    Tensor total = value.loss().add(figures.loss().mul(new Scalar(FIGURES)));
    return new StepResult(total, metrics, size.images());
  }
}
