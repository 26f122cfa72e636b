package flamingo.cli;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import flamingo.checkpoint.MaliciousCheckpoint;
import flamingo.checkpoint.ModelParts;
import flamingo.checkpoint.TinyModel;
import flamingo.text.TokenizerJson;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    parts = TinyModel.speaking(TokenizerJson.SIZE).write(folder);
    TokenizerJson.valid(parts.language());
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
  void namesFromAFileDoNotReachTheTerminalAsTheyAre() throws IOException {
    byte[] header =
        "{\"a\\u001b[2J\": {\"dtype\": \"U8\", \"shape\": [], \"data_offsets\": [0, 1]}}"
            .getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + header.length + 1).order(LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    Path file = Files.write(folder.resolve("names.safetensors"), bytes.array());

    assertThat(Invocation.of("checkpoint", "inspect", file.toString()).out())
        .contains("a?[2J")
        .doesNotContain("\u001b");
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

    assertThat(Invocation.of(convert(out, "int8")).exit()).isZero();
    assertThat(Invocation.of("checkpoint", "inspect", out.toString()).exit()).isZero();
    assertThat(out.toFile().delete()).isTrue();
  }

  @Test
  void anUnknownPrecisionNamesTheKnownOnes() {
    Invocation refused = Invocation.of(convert(folder.resolve("out.safetensors"), "int3"));

    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains("16-bit or int8");
  }

  @Test
  void aModelWithoutItsTokenizerSaysWhereToFindIt() throws IOException {
    Files.delete(parts.language().resolve("tokenizer.json"));

    assertIsRefusedByEveryCommand("tokenizer.json", "gpt-neox-20b");
  }

  @Test
  void theTokenizerOfAnotherModelIsNamedByEveryCommandAndNothingIsWritten() throws IOException {
    TinyModel.mpt().write(folder);

    assertIsRefusedByEveryCommand("has 263 tokens", "trained with 20", "gpt-neox-20b");
  }

  @Test
  void aForbiddenNameInACheckpointIsNamedByEveryCommandAndNothingIsWritten() throws IOException {
    Files.delete(parts.checkpoint());
    MaliciousCheckpoint.write(folder.resolve("checkpoint.pt"));

    assertIsRefusedByEveryCommand("checkpoint.pt", "\"os.system\"", "nothing was executed");
  }

  private void assertIsRefusedByEveryCommand(String... words) {
    Path out = folder.resolve("out.safetensors");
    for (String[] command :
        new String[][] {
          {"checkpoint", "inspect", folder.toString()},
          convert(out, "int8"),
          {"caption", "a.png", "--model", folder.toString()}
        }) {
      Invocation refused = Invocation.of(command);
      assertThat(refused.exit()).as(command[1]).isNotZero();
      assertThat(refused.out() + refused.err()).as(command[1]).contains(words);
    }
    assertThat(out).doesNotExist();
  }

  private String[] convert(Path out, String precision) {
    return new String[] {
      "checkpoint", "convert", folder.toString(), "--out", out.toString(), "--precision", precision
    };
  }
}
