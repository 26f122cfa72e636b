package flamingo.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.checkpoint.TinyModel;
import flamingo.controller.LoadedModel;
import flamingo.controller.ModelChoice;
import flamingo.controller.ModelInspection;
import flamingo.model.ModelLimits;
import flamingo.optimization.Selection;
import flamingo.tensor.EngineInfo;
import flamingo.tensor.Precision;
import flamingo.text.TokenizerJson;
import flamingo.ui.FakeModels;
import flamingo.ui.SeenErrors;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelViewModelTest {
  private static final LoadedModel MINI = named("Mini Flamingo");
  private static final LoadedModel OTHER = named("another");

  @TempDir Path folder;
  private final FakeModels models = new FakeModels(MINI);
  private final SeenErrors errors = new SeenErrors();
  private final ReadOnlyObjectWrapper<Selection> plan = new ReadOnlyObjectWrapper<>(Selection.NONE);
  private final ModelViewModel model =
      new ModelViewModel(Runnable::run, Runnable::run, models, ModelInspection::of, errors, plan);

  private static LoadedModel named(String name) {
    EngineInfo engine = new EngineInfo("oneDNN", "AVX2", 1, null);
    return new LoadedModel(name, true, "a", 9, 8, new ModelLimits(4, 1, false), engine);
  }

  @Test
  void whatIsFoundIsShownAndThenLoaded() throws Exception {
    model.begin(ModelChoice.MINI);
    TinyModel.speaking(TokenizerJson.SIZE).write(folder);
    TokenizerJson.valid(folder.resolve("lm"));
    plan.set(Selection.parse("precision=int8"));
    model.inspect(folder);
    ModelInspection found = model.inspectionProperty().get();
    assertThat(found.parts()).hasSize(6).last().returns(null, ModelInspection.PartSize::part);
    assertThat(found.needs())
        .hasSize(Precision.values().length)
        .allSatisfy(need -> assertThat(need.byShots()).hasSize(5));
    assertThat(model.loadable().get()).isTrue();

    model.load();
    assertThat(models.choice()).isEqualTo(ModelChoice.of(folder));
    assertThat(models.plan()).isEqualTo(plan.get());
    assertThat(model.progressProperty().get()).isNegative();
    models.listener().loaded(0.4);
    assertThat(model.progressProperty().get()).isEqualTo(0.4);
    assertThat(model.loadable().get()).isFalse();
    assertThat(model.loadedProperty().get()).isEqualTo(MINI);
    models.become(OTHER);
    assertThat(model.loadedProperty().get()).isEqualTo(OTHER);
    assertThat(model.isInspectedLoaded()).isTrue();
    assertThat(model.loadingProperty().get()).isFalse();
  }

  @Test
  void aModelWithoutItsTokenizerSaysSoBeforeItIsLoaded() throws Exception {
    model.begin(ModelChoice.MINI);
    TinyModel.speaking(TokenizerJson.SIZE).write(folder);
    model.inspect(folder);
    assertThat(model.inspectionProperty().get().problems())
        .singleElement()
        .asString()
        .contains("there is no tokenizer.json", "gpt-neox-20b on Hugging Face");
    assertThat(model.loadable().get()).isFalse();

    TokenizerJson.valid(folder.resolve("lm"));
    model.inspect(folder);
    assertThat(model.inspectionProperty().get().problems()).isEmpty();
    assertThat(model.loadable().get()).isTrue();

    TinyModel.speaking(TokenizerJson.SIZE + 1).write(folder);
    model.inspect(folder);
    assertThat(model.inspectionProperty().get().problems())
        .singleElement()
        .asString()
        .contains("263 tokens", "trained with 264");
    assertThat(model.loadable().get()).isFalse();
  }

  @Test
  void whatIsMissingOrDoesNotFitCannotBeLoaded() throws Exception {
    var parts = TinyModel.mpt().write(folder);
    TinyModel.neox().writeLanguage(parts.language());
    model.inspect(folder);
    assertThat(model.inspectionProperty().get().found().problems()).isNotEmpty();
    assertThat(model.inspectionProperty().get().found().mismatches()).isNotEmpty();
    assertThat(model.loadable().get()).isFalse();

    Files.delete(parts.vision());
    model.inspect(folder);
    assertThat(model.inspectionProperty().get().found().problems())
        .singleElement()
        .asString()
        .contains("no vision tower", "open_clip");
    assertThat(model.loadable().get()).isFalse();

    model.inspect(Files.createDirectory(folder.resolve("empty")));
    assertThat(model.inspectionProperty().get()).isNull();
    assertThat(model.refusalProperty().get()).contains("checkpoint.pt", "Hugging Face");
  }

  @Test
  void aRefusedModelIsOneSentenceAndTheEarlierOneStays() {
    model.begin(ModelChoice.MINI);
    model.open(ModelChoice.STUDY);
    models.fail(new IllegalArgumentException("It does not fit."));
    assertThat(errors.errors()).singleElement().returns("It does not fit.", e -> e.sentence());
    assertThat(model.loadedProperty().get()).isEqualTo(MINI);
    assertThat(model.choiceProperty().get()).isEqualTo(ModelChoice.MINI);

    model.open(ModelChoice.STUDY);
    model.cancel();
    assertThat(errors.errors()).hasSize(1);
    assertThat(model.loadingProperty().get()).isFalse();
    assertThat(model.loadedProperty().get()).isEqualTo(MINI);
  }

  @Test
  void nothingIsLoadedWhileTheEngineIsBusy() {
    model.begin(ModelChoice.MINI);
    model.idleProperty().set(false);
    model.open(ModelChoice.STUDY);
    assertThat(models.choice()).isNull();
    assertThat(model.changeable().get()).isFalse();
  }

  @Test
  void whereTheModelOfTheLastTimeIsRefusedMiniFlamingoIsLoaded() {
    model.begin(ModelChoice.of(folder));
    assertThat(model.loadedProperty().get()).isNull();
    models.fail(new IllegalArgumentException("It is gone."));
    assertThat(errors.errors()).hasSize(1);
    assertThat(model.loadedProperty().get()).isEqualTo(MINI);
    assertThat(model.loadingProperty().get()).isFalse();
  }
}
