package flamingo.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  @TempDir Path folder;
  private final TinyModel model = TinyModel.mpt();
  private ModelParts parts;

  @BeforeEach
  void write() throws IOException {
    parts = model.write(folder);
  }

  @Test
  void recognisesThePartsByWhatLiesInThem() {
    try (OpenFlamingo open = OpenFlamingo.open(folder)) {
      assertThat(open.config()).isEqualTo(model.config);
      assertThat(open.checkpoint()).isEqualTo(parts.checkpoint());
      assertThat(open.visionPath()).isEqualTo(parts.vision());
    }
  }

  @Test
  void ofSeveralLanguageModelsTheFittingOneIsTaken() throws IOException {
    TinyModel.neox().writeLanguage(folder.resolve("a"));

    try (OpenFlamingo open = OpenFlamingo.open(folder)) {
      assertThat(open.languagePath()).isEqualTo(parts.language());
    }
  }

  @Test
  void namesAllThatIsMissingAndWhereItIsFound() throws IOException {
    Files.delete(parts.vision());
    Files.delete(parts.language().resolve("config.json"));

    CheckpointException refused = refused();

    assertThat(refused.problem()).isEqualTo(CheckpointProblem.MISSING_FILE);
    assertThat(refused)
        .hasMessageContainingAll("language model", "Hugging Face", "vision tower", "ViT-L/14");
  }

  @Test
  void namesAMissingCheckpoint() throws IOException {
    Files.delete(parts.checkpoint());

    assertThat(refused()).hasMessageContainingAll("checkpoint.pt", "OpenFlamingo-3B-vitl-mpt1b");
  }

  @Test
  void aBrokenFileIsNamedRatherThanMissed() throws IOException {
    Files.writeString(parts.checkpoint(), "version https://git-lfs.github.com/spec/v1\n");

    assertThat(refused().problem()).isEqualTo(CheckpointProblem.LFS_POINTER);
  }

  @Test
  void aFolderOfOtherThingsSaysWhatBelongsThere() throws IOException {
    Path other = Files.createDirectory(folder.resolve("holiday"));
    Files.writeString(other.resolve("letter.txt"), "dear");

    assertThat(
            catchThrowableOfType(CheckpointException.class, () -> OpenFlamingo.open(other))
                .problem())
        .isEqualTo(CheckpointProblem.MISSING_FILE);
  }

  private CheckpointException refused() {
    return catchThrowableOfType(CheckpointException.class, () -> OpenFlamingo.open(folder));
  }
}
