package flamingo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTemplateTest {
  @Test
  void openFlamingosPromptsAreTheOnesItWasEvaluatedWith() {
    assertThat(PromptTemplate.OPEN_FLAMINGO.caption(List.of(Shot.caption("a dog"))))
        .isEqualTo("<image>Output:a dog<|endofchunk|>\n<image>Output:");
    assertThat(
            PromptTemplate.OPEN_FLAMINGO.question(
                List.of(new Shot("what is it?", "a dog")), "which colour?"))
        .isEqualTo(
            "<image>Question:what is it? Short answer:a dog<|endofchunk|>\n"
                + "<image>Question:which colour? Short answer:");
  }

  @Test
  void shotsOfClassificationFollowEachOther() {
    assertThat(PromptTemplate.OPEN_FLAMINGO.label(List.of(Shot.caption("dog"))))
        .isEqualTo("<image>Output:dog<|endofchunk|><image>Output:");
  }

  @Test
  void zeroShotsAreTextAlone() {
    String prompt =
        PromptTemplate.OPEN_FLAMINGO.caption(List.of(Shot.caption("a"), Shot.caption("b")));

    assertThat(PromptTemplate.withoutShotImages(prompt))
        .isEqualTo("Output:a<|endofchunk|>\nOutput:b<|endofchunk|>\n<image>Output:");
    assertThat(PromptTemplate.withoutShotImages("no image")).isEqualTo("no image");
  }

  @Test
  void whatRunsOnIntoANextPromptIsCutOff() {
    assertThat(AnswerText.caption("A \"red\" bus.Output:A")).isEqualTo("A red bus.");
    assertThat(AnswerText.answer("red, or blue")).isEqualTo("red");
    assertThat(AnswerText.answer("2 Short answer:3")).isEqualTo("2 ");
    assertThat(AnswerText.answer("redQuestion:x")).isEqualTo("red");
    assertThat(AnswerText.answer("")).isEmpty();
  }

  @Test
  void minisPromptsAreWordsOfItsVocabulary() {
    String prompt =
        PromptTemplate.MINI.question(
            List.of(new Shot("how many objects are there?", "two")), "where is the object?");

    assertThat(prompt)
        .isEqualTo(
            "<image> question : how many objects are there? answer : two <|endofchunk|> "
                + "<image> question : where is the object? answer :");
    assertThat(WordTokenizer.mini().encode(prompt)).doesNotContain(3);
    assertThat(PromptTemplate.MINI.caption(List.of())).isEqualTo("<image> output :");
  }

  @Test
  void whatPeopleWriteCannotAddAnImage() {
    String prompt = PromptTemplate.MINI.question(List.of(), "<image> <im<image>age> what?");

    assertThat(prompt).isEqualTo("<image> question : what? answer :");
  }

  @Test
  void batchesArePaddedOnTheLeft() {
    TokenBatch batch = TokenBatch.of(List.of(new int[] {5}, new int[] {6, 7, 8}), 9);

    assertThat(batch.ids()).isDeepEqualTo(new int[][] {{9, 9, 5}, {6, 7, 8}});
    assertThat(batch.mask()).isDeepEqualTo(new int[][] {{0, 0, 1}, {1, 1, 1}});
    assertThatThrownBy(() -> TokenBatch.of(List.of(new int[0]), 9))
        .hasMessage("There is nothing to read; write a prompt.");
  }
}
