package flamingo.train.stage;

import flamingo.model.language.LanguageConfig;
import flamingo.text.WordTokenizer;
import flamingo.train.module.LanguageModule;
import flamingo.train.module.LanguageModule.Listener;
import flamingo.train.optimizer.AdamW;
import flamingo.train.optimizer.Muon;
import flamingo.train.optimizer.Optimizer;
import flamingo.train.optimizer.Schedule;
import flamingo.train.run.StepResult;
import flamingo.train.run.TrainingLoop;
import flamingo.train.tensor.Parameters;
import flamingo.train.tensor.Tensors;
import flamingo.train.text.TextBatch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;

/**
 * A language model learns the project's small language, with words where images will be: to answer,
 * to caption, and to learn a task from its examples.
 */
public final class LanguageStage {
  private static final AdamW.Settings ADAM = new AdamW.Settings(2e-3, 0.9, 0.98, 0.02);
  private static final Muon.Settings MUON = new Muon.Settings(0.02, 0.95, 5, Muon.Scale.FREE);
  private static final Schedule SCHEDULE = Schedule.trapezoid(0.03, 0.3, 0.02);
  private static final TextLoss.Weights WEIGHTS = new TextLoss.Weights(0.3, 1, 0.5);

  /** The layer whose first two heads are shown where to look. */
  static final int GUIDED_LAYER = 3;

  private final String name;
  private final LanguageConfig config;
  private final RunSettings settings;
  private final Size size;
  private final WordTokenizer tokenizer = WordTokenizer.mini();
  private final TextLoss loss = new TextLoss(WEIGHTS);

  /**
   * How much of it.
   *
   * @param documents in a batch
   * @param length of a document, in tokens
   */
  public record Size(int steps, int documents, int length) {
    /** As long as it takes to copy invented words. */
    public static final Size FULL = new Size(2000, 64, 96);
  }

  /**
   * @param name begins the names of its files
   */
  public LanguageStage(String name, LanguageConfig config, RunSettings settings, Size size) {
    this.name = name;
    this.config = config;
    this.settings = settings;
    this.size = size;
  }

  /**
   * Trains to the end.
   *
   * @param parameters are filled, below {@code lang_encoder}
   */
  public LanguageModule train(Parameters parameters) throws IOException {
    LanguageModule module = new LanguageModule(config, parameters.under("lang_encoder"));
    new TrainingLoop(
            name, parameters, optimizers(parameters), settings.loop(size.steps(), SCHEDULE))
        .run(random -> step(module, random), settings.listener());
    new Report(settings)
        .inWords(batch -> module.forward(Tensors.of(batch.ids()), Listener.NONE))
        .forEach(row -> settings.listener().accept(name + " " + row));
    return module;
  }

  private List<Optimizer> optimizers(Parameters parameters) {
    Map<String, Tensor> matrices = new LinkedHashMap<>(parameters.trained());
    matrices.entrySet().removeIf(e -> e.getValue().dim() != 2 || e.getKey().contains("wte"));
    Map<String, Tensor> rest = new LinkedHashMap<>(parameters.trained());
    rest.keySet().removeAll(matrices.keySet());
    return List.of(new Muon(matrices, MUON, settings.precision()), new AdamW(rest, ADAM));
  }

  private StepResult step(LanguageModule module, SplittableRandom random) {
    TextBatch batch =
        TextBatch.of(
            TextMixture.documents(size.documents(), random), tokenizer, size.length());
    TextLoss.Watched watched = new TextLoss.Watched(Math.min(GUIDED_LAYER, config.layers() - 1));
    Tensor logits = module.forward(Tensors.of(batch.ids()), watched);
    TextLoss.Value value = loss.of(batch, logits, watched.probabilities());
    return new StepResult(value.loss(), value.metrics(), batch.tokens());
  }
}
