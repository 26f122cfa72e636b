package flamingo.benchmark.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CiderTest {
  /** Of the words, "a" is said of both images and counts nothing, "cat" counts log 2. */
  @Test
  void twoOfFourLengthsAgreeWhollyInACaptionOfTwoWords() {
    Cider cider = new Cider(List.of(List.of("a cat"), List.of("a dog")));
    assertThat(cider.score("a cat", List.of("a cat"))).isEqualTo(10 * 2 / 4.0);
    assertThat(cider.score("a cat", List.of("a dog"))).isZero();
  }

  /**
   * By hand: words weigh log 2 each, but "a". Caption "cat cat", reference "cat": one word of each
   * weighs (2 log 2, log 2), which is cut to log 2, so that 1-grams give 1/2; there is one pair in
   * the caption and none in the reference.
   */
  @Test
  void wordsSaidTwiceAndOtherLengthsCountLess() {
    Cider cider = new Cider(List.of(List.of("cat"), List.of("dog")));
    double length = Math.exp(-1 / 72.0);
    assertThat(cider.score("cat cat", List.of("cat"))).isCloseTo(10 * length / 8, within(1e-12));
  }

  /** Values of coco-caption's cider.py for the same words. */
  @Test
  void agreesWithTheReferenceImplementation() {
    List<List<String>> references =
        List.of(
            List.of(
                "a black dog runs on the grass",
                "a dog running over green grass",
                "the black dog is running"),
            List.of("two people sit on a bench", "a man and a woman on a bench in the park"),
            List.of(
                "a red bus drives down the street",
                "a red double decker bus on a city street",
                "a bus"));
    List<String> captions =
        List.of(
            "A black dog runs on green grass.",
            "a man sits on a bench",
            "a bus on a street, a bus on a street");
    double[] expected = {3.3741776603490496, 1.8872863426160957, 0.8620125473986172};
    Cider cider = new Cider(references);
    for (int image = 0; image < expected.length; image++) {
      assertThat(cider.score(captions.get(image), references.get(image)))
          .isCloseTo(expected[image], within(1e-9));
    }
  }

  @Test
  void captionsWithoutWordsScoreNothing() {
    Cider cider = new Cider(List.of(List.of("a cat"), List.of("a dog")));
    assertThat(cider.score("", List.of("a cat"))).isZero();
    assertThat(cider.score("...", List.of("a cat"))).isZero();
  }

  @Test
  void wordsArePartedAsThePennTreebankDoes() {
    assertThat(CaptionWords.of("The dog's owner doesn't wear a T-shirt, \"really\"!"))
        .containsExactly(
            "the", "dog", "'s", "owner", "does", "n't", "wear", "a", "t-shirt", "really");
    assertThat(CaptionWords.of("Caf\u00e9 at 3.5 km - O\u2019Brien"))
        .contains("caf\u00e9", "3.5", "o'brien");
  }
}
