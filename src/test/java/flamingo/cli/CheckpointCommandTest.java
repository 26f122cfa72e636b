package flamingo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.checkpoint.MaliciousCheckpoint;
import flamingo.checkpoint.ModelParts;
import flamingo.checkpoint.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointCommandTest {
  @TempDir Path folder;
  private ModelParts parts;

  @BeforeEach
  void write() throws IOException {
    parts = TinyModel.mpt().write(folder);
  }

  @Test
  void inspectShowsPartsTensorsAndMemory() {
    Invocation text = Invocation.of("checkpoint", "inspect", folder.toString());

    assertThat(text.exit()).isZero();
    assertThat(text.out())
        .contains("resampler", "gated cross-attention", "fp32", "32", "This machine has")
        .contains("lang_encoder.transformer.blocks.*.attn.Wqkv.weight");
  }

  @Test
  void inspectPrintsARecordForEachTensor() {
    Invocation json = Invocation.of("checkpoint", "inspect", folder.toString(), "--json");

    assertThat(json.json())
        .extracting(line -> line.get("record").asText())
        .contains("model", "part", "tensor", "memory")
        .doesNotContain("mismatch");
    assertThat(json.json().get(0).get("sound").asBoolean()).isTrue();
  }

  @Test
  void inspectFailsOnPartsOfTwoModels() throws IOException {
    TinyModel.neox().writeLanguage(parts.language());

    Invocation text = Invocation.of("checkpoint", "inspect", folder.toString());

    assertThat(text.exit()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(text.out()).contains("GPT-NeoX", "not as this family has them");
  }

  @Test
  void convertWritesOneFileThatIsAModel() {
    Path out = folder.resolveSibling("packed.safetensors");
    Invocation convert =
        Invocation.of(
            "checkpoint",
            "convert",
            folder.toString(),
            "--out",
            out.toString(),
            "--precision",
            "int8");

    assertThat(convert.exit()).isZero();
    assertThat(Invocation.of("checkpoint", "inspect", out.toString()).exit()).isZero();
    assertThat(out.toFile().delete()).isTrue();
  }

  @Test
  void anUnknownPrecisionNamesTheKnownOnes() {
    Invocation refused =
        Invocation.of(
            "checkpoint",
            "convert",
            folder.toString(),
            "--out",
            folder.resolve("out.safetensors").toString(),
            "--precision",
            "int3");

    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains("16-bit or int8");
  }

  @Test
  void aModelWithoutItsTokenizerSaysWhereToFindIt() throws IOException {
    Path image = Files.writeString(folder.resolve("a.png"), "");

    Invocation refused = Invocation.of("caption", image.toString(), "--model", folder.toString());

    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains("tokenizer.json", "gpt-neox-20b");
  }

  @Test
  void aForbiddenNameInACheckpointIsNamedByEveryCommandAndNothingIsWritten() throws IOException {
    Files.delete(parts.checkpoint());
    MaliciousCheckpoint.write(folder.resolve("checkpoint.pt"));
    Path out = folder.resolve("out.safetensors");

    for (String[] command :
        new String[][] {
          {"checkpoint", "inspect", folder.toString()},
          {
            "checkpoint",
            "convert",
            folder.toString(),
            "--out",
            out.toString(),
            "--precision",
            "int8"
          },
          {"caption", "a.png", "--model", folder.toString()}
        }) {
      Invocation refused = Invocation.of(command);
      assertThat(refused.exit()).as(command[1]).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(refused.err()).contains("checkpoint.pt", "\"os.system\"", "nothing was executed");
    }
    assertThat(out).doesNotExist();
  }
}
