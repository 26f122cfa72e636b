package flamingo.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.checkpoint.TinyModel;
import flamingo.optimization.Selection;
import flamingo.text.TokenizerJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another model takes the place of the one under study, or leaves it where it was. */
class ModelReplacementTest {
  @TempDir Path folder;
  private final BuiltInModels models = new BuiltInModels(Runnable::run, 1);
  private final List<Double> shares = new ArrayList<>();

  @Test
  void anOpenFlamingoTakesThePlaceOfMiniFlamingo() throws Exception {
    write();
    Selection plan = Selection.parse("tokens=32,precision=int8");
    LoadedModel tiny = models.open(ModelChoice.of(folder), plan, shares::add).join();
    assertThat(tiny.name()).startsWith("OpenFlamingo");
    assertThat(tiny.limits().latents()).isEqualTo(4);
    assertThat(models.load().join()).isEqualTo(tiny);
    assertThat(shares).isSorted().last().isEqualTo(1.0);
    assertThat(shares.get(0)).isLessThan(0.5);
    assertThat(models.contents()).isEqualTo(tiny.sha256());

    int heard = shares.size();
    models.session().flamingo().prepare(Selection.parse("precision=bf16").plan()).close();
    assertThat(shares).hasSize(heard);
    LoadedModel mini = models.open(ModelChoice.MINI, plan, shares::add).join();
    assertThat(mini.name()).isEqualTo("Mini Flamingo");
    assertThat(models.session().info()).isEqualTo(mini);
  }

  @Test
  void theStudysSizesAreRandomAndSaySo() {
    LoadedModel study = models.open(ModelChoice.STUDY, Selection.NONE, shares::add).join();
    assertThat(study.trained()).isFalse();
    assertThat(study.imageSize()).isEqualTo(336);
    assertThat(models.session().info()).isEqualTo(study);
  }

  @Test
  void aModelThatIsRefusedLeavesTheOneBefore() throws Exception {
    LoadedModel before = models.load().join();
    write();
    Files.delete(folder.resolve("lm").resolve("tokenizer.json"));
    assertThatThrownBy(
            () -> models.open(ModelChoice.of(folder), Selection.NONE, shares::add).join())
        .hasMessageContaining("tokenizer.json");
    assertThat(models.session().info()).isEqualTo(before);
    assertThat(models.contents()).isEqualTo(before.sha256());
  }

  @Test
  void cancellingLeavesTheOneBefore() throws Exception {
    LoadedModel before = models.load().join();
    write();
    LoadingListener canceller =
        share -> {
          shares.add(share);
          models.cancel();
        };
    assertThatThrownBy(() -> models.open(ModelChoice.of(folder), Selection.NONE, canceller).join())
        .hasCauseInstanceOf(CancellationException.class);
    assertThat(shares).hasSize(1);
    assertThat(models.session().info()).isEqualTo(before);
  }

  private void write() throws Exception {
    TinyModel.speaking(TokenizerJson.SIZE).write(folder);
    TokenizerJson.valid(folder.resolve("lm"));
  }
}
