package flamingo.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromptLookupTest {
  private static final int END = 9;
  private static final int IMAGE = 8;
  private static final DecodingRules RULES = DecodingRules.greedy(END, Set.of(IMAGE), 16);

  @Test
  void proposesWhatFollowedTheSameThreeWordsRatherThanTheLastWordAlone() {
    assertThat(proposed(3, new int[] {1, 2, 3, 4, 5, 6, 0, 3, 7, 1, 2, 3}))
        .containsExactly(4, 5, 6);
  }

  @Test
  void ofSeveralPlacesTheLastCounts() {
    assertThat(proposed(1, new int[] {1, 2, 4, 1, 2, 5, 1, 2})).containsExactly(5);
  }

  @Test
  void goesOnWithAPeriod() {
    assertThat(proposed(5, new int[] {4, 1, 2, 1, 2})).containsExactly(1, 2, 1, 2, 1);
  }

  @Test
  void stopsBeforeAnImageAndAfterAnEnd() {
    assertThat(proposed(4, new int[] {1, 2, IMAGE, 3, 1})).containsExactly(2);
    assertThat(proposed(4, new int[] {1, 2, END, 3, 1})).containsExactly(2, END, END, END);
    assertThat(proposed(4, new int[] {1, IMAGE, 3, 1})).isEmpty();
  }

  @Test
  void proposesNothingForWordsThatAreNew() {
    assertThat(proposed(4, new int[] {1, 2, 3})).isEmpty();
    assertThat(proposed(4, new int[] {1})).isEmpty();
  }

  @Test
  void aBatchIsProposedAsManyAsItsPoorestText() {
    int[][] prompts = {{1, 2, 3, 4, 1, 2, 3}, {1, 2, IMAGE, 5, 6, 3, 1}};
    try (PromptLookup lookup = new PromptLookup(prompts, RULES)) {
      Proposal proposal = lookup.propose(3, texts(2));
      assertThat(proposal.tokens()).isDeepEqualTo(new int[][] {{4, 2}});
      assertThat(lookup.propose(3, texts(1)).length()).isEqualTo(3);
    }
  }

  @Test
  void knowsWhatWasWritten() {
    int[][] prompts = {{1, 2, 3}};
    try (PromptLookup lookup = new PromptLookup(prompts, RULES)) {
      for (int token : new int[] {5, 6, 3}) {
        lookup.written(new int[] {token});
      }
      assertThat(lookup.propose(2, texts(1)).tokens()).isDeepEqualTo(new int[][] {{5}, {6}});
    }
  }

  private static int[] proposed(int most, int[] prompt) {
    try (PromptLookup lookup = new PromptLookup(new int[][] {prompt}, RULES)) {
      return Arrays.stream(lookup.propose(most, texts(1)).tokens()).mapToInt(t -> t[0]).toArray();
    }
  }

  private static List<GrowingText> texts(int count) {
    return IntStream.range(0, count).mapToObj(row -> new GrowingText(row, RULES)).toList();
  }
}
