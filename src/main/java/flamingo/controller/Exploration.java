package flamingo.controller;

import flamingo.dataset.Sample;
import flamingo.model.Gates;
import flamingo.optimization.Selection;
import java.util.List;

/**
 * An answer, and what went on in the model.
 *
 * @param answer by the plan that was asked for
 * @param dense by the baseline; null where that is the plan
 * @param baseline the dense plan; of another precision where FP32 does not fit into memory
 * @param words of the answer, in order
 * @param proposals of a draft, in the order in which they were checked; empty without speculation
 * @param gates of the cross-attention blocks
 * @param images of the prompt, in order
 * @param unknownWords of the prompt, which the model reads as one and the same
 */
public record Exploration(
    Answer answer,
    Answer dense,
    Selection baseline,
    List<Word> words,
    List<Proposal> proposals,
    List<Gates> gates,
    List<SeenImage> images,
    List<String> unknownWords) {
  /** Whether the optimizations change the answer. */
  public boolean differs() {
    return dense != null && !dense.text().equals(answer.text());
  }

  /**
   * A token of the answer.
   *
   * @param next the likeliest tokens in its place, best first
   * @param attention of the text that chose it; null where the features are no square
   */
  public record Word(String text, List<Candidate> next, HeatMap attention) {}

  /**
   * A token that could have been written.
   *
   * @param probability 0 to 1
   */
  public record Candidate(String text, double probability) {}

  /** A token that a draft proposed. */
  public record Proposal(String text, boolean accepted) {}

  /**
   * Where in an image text looked: its attention on the visual tokens, mean over blocks and heads,
   * composed with where these look, mean over the resampler's layers and heads. It says where
   * information may have come from, not why a word was chosen.
   *
   * @param image place in the prompt, from 0
   * @param side patches along a side
   * @param shares row by row, [side * side]; they add up to 1
   */
  public record HeatMap(int image, int side, double[] shares) {}

  /**
   * An image as the resampler left it.
   *
   * @param layers of the resampler that ran for it
   * @param tokens its visual tokens in the plane of greatest variance of all of the prompt, [R][2]
   */
  public record SeenImage(Sample sample, int layers, double[][] tokens) {}
}
