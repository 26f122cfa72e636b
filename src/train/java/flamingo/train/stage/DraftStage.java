package flamingo.train.stage;

import flamingo.model.FlamingoConfig;
import flamingo.model.language.LanguageConfig;
import flamingo.text.WordTokenizer;
import flamingo.train.module.FlamingoModule;
import flamingo.train.module.LanguageModule.Listener;
import flamingo.train.module.MediaIndex;
import flamingo.train.module.ResamplerModule;
import flamingo.train.module.VisionTower;
import flamingo.train.optimizer.AdamW;
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
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A draft model learns to say what the whole model would: it sees the same visual tokens and takes
 * the whole model's probabilities as its targets.
 *
 * @see <a href="https://arxiv.org/abs/2211.17192">Speculative decoding</a>
 * @see <a href="https://arxiv.org/abs/1503.02531">Distillation</a>
 */
public final class DraftStage {
  private static final AdamW.Settings ADAM = new AdamW.Settings(2e-3, 0.9, 0.98, 0.02);
  private static final Schedule SCHEDULE = Schedule.cosine(0.05, 0.02);

  private final FlamingoConfig config;
  private final int layers;
  private final RunSettings settings;
  private final FlamingoStage.Size size;
  private final WordTokenizer tokenizer = WordTokenizer.mini();

  /**
   * @param layers of the draft
   * @param size of its batches
   */
  public DraftStage(
      FlamingoConfig config, int layers, RunSettings settings, FlamingoStage.Size size) {
    this.config = config;
    this.layers = layers;
    this.settings = settings;
    this.size = size;
  }

  /** Its decoder: the whole model's with fewer layers. */
  public LanguageConfig language() {
    return config.language().withLayers(layers);
  }

  /**
   * Trains to the end.
   *
   * @param whole the trained model
   * @param draft holds a language model that knows the words, below {@code lang_encoder}; gets the
   *     gated blocks
   */
  public void train(VisionTower tower, Parameters whole, Parameters draft) throws IOException {
    ResamplerModule resampler = new ResamplerModule(config.resampler(), whole.under("perceiver"));
    FlamingoModule target = flamingo(config.language(), whole);
    whole.freeze();
    FlamingoModule student = flamingo(language(), draft);
    AdamW adam = new AdamW(draft.trained(), ADAM);
    ImageMixture mixture = new ImageMixture(settings, size.mixture());
    new TrainingLoop("draft", draft, List.of(adam), settings.loop(size.steps(), SCHEDULE))
        .run(
            random -> {
              ImageMixture.Drawn drawn = mixture.draw(random);
              Tensor media;
              try (AutoGradMode off = new AutoGradMode(false)) {
                Tensor features = tower.tokens(drawn.images().normalised());
                Exits exits = Exits.any(config.resampler(), random);
                media = resampler.forward(features, exits.visualTokens(), exits.depth());
              }
              return step(target, student, media, drawn);
            },
            settings.listener());
  }

  private FlamingoModule flamingo(LanguageConfig language, Parameters parameters) {
    return new FlamingoModule(
        language, config.crossAttention(), parameters.under("lang_encoder"));
  }

  private StepResult step(
      FlamingoModule target, FlamingoModule student, Tensor media, ImageMixture.Drawn drawn) {
    TextBatch batch = TextBatch.of(drawn.documents(), tokenizer, size.length());
    MediaIndex index = MediaIndex.of(batch.ids(), tokenizer.image(), batch.images());
    Tensor ids = Tensors.of(batch.ids());
    Tensor wanted;
    try (AutoGradMode off = new AutoGradMode(false)) {
      wanted = target.forward(ids, media, index, Listener.NONE).to(ScalarType.Float);
    }
    Tensor said = student.forward(ids, media, index, Listener.NONE).to(ScalarType.Float);
    Tensor answers = TextLoss.answers(batch, size.length());
    Tensor each =
        wanted
            .softmax(-1)
            .mul(said.log_softmax(-1))
            .sum(new long[] {-1}, false, new ScalarTypeOptional())
            .neg(); // [B, L]
    Tensor alike =
        wanted
            .argmax(new LongOptional(-1), false)
            .eq(said.argmax(new LongOptional(-1), false))
            .to(ScalarType.Float);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("agreement", alike.mul(answers).sum().item_double());
    return new StepResult(each.mul(answers).sum(), metrics, size.images());
  }
}
