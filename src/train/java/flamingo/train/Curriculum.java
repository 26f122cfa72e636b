package flamingo.train;

import flamingo.dataset.DatasetException;
import flamingo.model.FlamingoConfig;
import flamingo.model.ModelPreset;
import flamingo.text.WordTokenizer;
import flamingo.train.module.ConvTower;
import flamingo.train.stage.DraftStage;
import flamingo.train.stage.FlamingoStage;
import flamingo.train.stage.LanguageStage;
import flamingo.train.stage.ModelFile;
import flamingo.train.stage.RunSettings;
import flamingo.train.stage.VisionStage;
import flamingo.train.stage.WrittenModel;
import flamingo.train.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The stages in their order. Each continues from its checkpoint, so one that is complete costs
 * nothing when the next is run.
 */
public final class Curriculum {
  private static final String VISION = "vision_encoder";

  private final FlamingoConfig config = ModelPreset.MINI.config(WordTokenizer.mini());
  private final RunSettings settings;
  private final Sizes sizes;

  /** A stage, with those it needs before it. */
  public enum Stage {
    VISION,
    LANGUAGE,
    FLAMINGO,
    DRAFT
  }

  /** How much of each stage. */
  public record Sizes(
      VisionStage.Size vision,
      LanguageStage.Size language,
      FlamingoStage.Size flamingo,
      LanguageStage.Size draftLanguage,
      FlamingoStage.Size draft,
      int draftLayers) {
    /** Under three hours on two cores that multiply BF16. */
    public static final Sizes FULL =
        new Sizes(
            VisionStage.Size.FULL,
            LanguageStage.Size.FULL,
            FlamingoStage.Size.FULL,
            new LanguageStage.Size(1000, 64, 96),
            new FlamingoStage.Size(800, 192, 24, 24, 36, 64),
            1);

    /** Every stage in a few steps: shows that it runs, teaches nearly nothing. */
    public static final Sizes SMOKE =
        new Sizes(
            new VisionStage.Size(12, 48, 16),
            new LanguageStage.Size(20, 16, 64),
            new FlamingoStage.Size(8, 32, 8, 6, 4, 48),
            new LanguageStage.Size(10, 16, 64),
            new FlamingoStage.Size(6, 32, 8, 6, 4, 48),
            1);
  }

  public Curriculum(RunSettings settings, Sizes sizes) {
    this.settings = settings;
    this.sizes = sizes;
  }

  /** Everything that the last stage needs, and that stage. */
  public void run(Stage last) throws IOException {
    if (last == Stage.LANGUAGE) {
      language();
      return;
    }
    Parameters whole = Parameters.seeded(settings.seed());
    whole.put(vision());
    if (last == Stage.VISION) {
      return;
    }
    whole.put(language());
    ConvTower tower = new ConvTower(config.vision().width(), whole.under(VISION));
    new FlamingoStage(config, settings, sizes.flamingo()).train(tower, whole);
    ModelFile.write(file("mini-flamingo"), tower, whole, metadata());
    report(tower, whole);
    if (last == Stage.DRAFT) {
      draft(tower, whole);
    }
  }

  private Map<String, INDArray> vision() throws IOException {
    Parameters vision = Parameters.seeded(settings.seed());
    new VisionStage(config.vision().width(), settings, sizes.vision()).train(vision);
    return vision.under(VISION).arrays();
  }

  private Map<String, INDArray> language() throws IOException {
    Parameters language = Parameters.seeded(settings.seed());
    new LanguageStage("language", config.language(), settings, sizes.language()).train(language);
    return language.arrays();
  }

  private void report(ConvTower tower, Parameters whole) throws IOException {
    WrittenModel written = new WrittenModel(file("mini-flamingo"), settings);
    settings
        .listener()
        .accept(
            String.format(
                Locale.ROOT,
                "written: the program's scores are %.2g away (relative L2)",
                written.scoresApart(config, tower, whole)));
    try {
      written.accuracies().forEach(row -> settings.listener().accept("written: " + row));
    } catch (DatasetException e) {
      throw new IOException(e);
    }
  }

  private void draft(ConvTower tower, Parameters whole) throws IOException {
    Parameters draft = Parameters.seeded(settings.seed() + 1);
    DraftStage stage = new DraftStage(config, sizes.draftLayers(), settings, sizes.draft());
    new LanguageStage("draft-language", stage.language(), settings, sizes.draftLanguage())
        .train(draft);
    stage.train(tower, whole, draft);
    ModelFile.writeDraft(file("mini-flamingo-draft"), draft, metadata());
  }

  private Path file(String name) {
    return settings.folder().resolve(name + ".safetensors");
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("model", "Mini Flamingo");
    metadata.put("seed", Long.toString(settings.seed()));
    metadata.put("photographs", settings.cifar() == null ? "none" : "CIFAR-10");
    return metadata;
  }
}
