package flamingo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubwordTokenizerTest {
  @TempDir private Path folder;

  @Test
  void openFlamingosTokensFollowTheFilesOwn() {
    SubwordTokenizer tokenizer = SubwordTokenizer.read(TokenizerJson.valid(folder));

    assertThat(tokenizer.endOfChunk()).isEqualTo(TokenizerJson.SIZE);
    assertThat(tokenizer.image()).isEqualTo(TokenizerJson.SIZE + 1);
    assertThat(tokenizer.padding()).isEqualTo(TokenizerJson.SIZE + 2);
    assertThat(tokenizer.size()).isEqualTo(TokenizerJson.SIZE + 3);
    assertThat(tokenizer.encode("<image>the   <|endofchunk|>")).containsExactly(261, 257, 259, 260);
  }

  @Test
  void textComesBackWithoutSpecialTokensAndSpacesBeforePunctuation() {
    SubwordTokenizer tokenizer = SubwordTokenizer.read(TokenizerJson.valid(folder));
    int[] ids = tokenizer.encode("<image>It is n't the 本 , is it ?<|endofchunk|>");

    assertThat(tokenizer.decode(ids)).isEqualTo("It isn't the 本, is it?");
    assertThat(tokenizer.decodeAll(ids))
        .isEqualTo("<image>It is n't the 本 , is it ?<|endofchunk|>");
  }

  @Test
  void nothingIsCutOff() {
    SubwordTokenizer tokenizer = SubwordTokenizer.read(TokenizerJson.valid(folder));

    assertThat(tokenizer.encode("ab".repeat(5000))).hasSize(10_000);
    assertThat(tokenizer.encode("")).isEmpty();
  }

  @Test
  void aStreamNeverBreaksACharacter() {
    SubwordTokenizer tokenizer = SubwordTokenizer.read(TokenizerJson.valid(folder));
    TextStream stream = new TextStream(tokenizer);
    List<String> pieces = new ArrayList<>();
    Arrays.stream(tokenizer.encode("a👍🏽, 本 .")).forEach(id -> pieces.add(stream.next(id)));
    pieces.add(stream.end());

    assertThat(pieces).noneMatch(piece -> piece.contains("\uFFFD"));
    assertThat(pieces.get(0)).isEqualTo("a");
    assertThat(String.join("", pieces)).isEqualTo("a👍🏽, 本.");
  }

  @Test
  void piecesOfAnyTokensAreTheWholeText() {
    SubwordTokenizer tokenizer = SubwordTokenizer.read(TokenizerJson.valid(folder));
    byte[] likely = " '.?!,nvrmset  ".getBytes(StandardCharsets.US_ASCII);
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      TextStream stream = new TextStream(tokenizer);
      StringBuilder text = new StringBuilder();
      int[] ids = new int[40];
      for (int i = 0; i < ids.length; i++) {
        ids[i] =
            random.nextInt(4) == 0
                ? random.nextInt(tokenizer.size())
                : likely[random.nextInt(likely.length)];
        text.append(stream.next(ids[i]));
      }
      assertThat(text.append(stream.end()).toString()).isEqualTo(tokenizer.decode(ids));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"type\": \"BPE\"           | \"type\": \"WordPiece\"   | is no byte-level BPE tokenizer",
        "\"type\": \"NFC\"           | \"type\": \"Precompiled\" | is no byte-level BPE tokenizer",
        "\"th\": 256                 | \"th\": -1                | gives the token \"th\" the id -1",
        "\"th\": 256                 | \"th\": 255               | gives the token \"th\" the id 255",
        "\"th\": 256                 | \"th\": 1e99              | gives the token \"th\" the id 1.0E99",
        "\"id\": 259                 | \"id\": 2000000000        | has 2000000001 tokens",
        "\"id\": 259                 | \"id\": 300               | has gaps between its ids",
        "\"t h\", \"th e\"           | \"t h\", \"q zz\"         | is not accepted by the tokenizer library",
        "\"version\": \"1.0\"        | \"version\"               | is not valid JSON"
      })
  void aFileOfAnotherKindIsRefusedInASentence(String part, String other, String complaint) {
    String text = TokenizerJson.text();
    assertThat(text).contains(part);
    Path file = TokenizerJson.write(folder, text.replace(part, other));

    assertThatThrownBy(() -> SubwordTokenizer.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint)
        .hasMessageContaining("take the tokenizer.json that lies beside the language model");
  }

  @Test
  void nestingAndSizeAreBounded() throws IOException {
    Path deep = TokenizerJson.write(folder, "{\"a\":".repeat(100_000));
    assertThatThrownBy(() -> SubwordTokenizer.read(deep)).hasMessageContaining("is not valid JSON");
    try (RandomAccessFile file = new RandomAccessFile(deep.toFile(), "rw")) {
      file.setLength(1L << 33);
    }
    assertThatThrownBy(() -> SubwordTokenizer.read(deep))
        .hasMessageContaining("is larger than 64 MB");
    assertThatThrownBy(() -> SubwordTokenizer.read(folder.resolve("none")))
        .hasMessageContaining("cannot be read");
  }
}
