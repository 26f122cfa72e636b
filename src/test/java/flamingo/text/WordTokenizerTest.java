package flamingo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordTokenizerTest {
  private final WordTokenizer tokenizer = WordTokenizer.mini();

  @Test
  void textComesBackInLowerCaseWithoutSpecialTokens() {
    int[] ids = tokenizer.encode("<image> output : A large RED circle<|endofchunk|>");

    assertThat(ids[0]).isEqualTo(tokenizer.image());
    assertThat(ids[ids.length - 1]).isEqualTo(tokenizer.endOfChunk());
    assertThat(tokenizer.decode(ids)).isEqualTo("output : a large red circle");
  }

  @Test
  void punctuationAndUnknownWordsStandApart() {
    assertThat(tokenizer.decode(tokenizer.encode("what color is the zeppelin?")))
        .isEqualTo("what color is the <unk> ?");
    assertThat(tokenizer.encode("Größe 象 🦩")).hasSize(3).containsOnly(3);
    assertThat(tokenizer.encode("  ")).isEmpty();
  }

  @Test
  void aVocabularyWithADuplicateOrWithoutSpecialTokensIsRefused() {
    assertThatThrownBy(() -> new WordTokenizer(List.of("a", "a")))
        .hasMessage("The word \"a\" is listed twice.");
    assertThatThrownBy(() -> new WordTokenizer(List.of("a"))).hasMessageContaining("<image>");
  }
}
