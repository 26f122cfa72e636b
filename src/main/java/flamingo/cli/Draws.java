package flamingo.cli;

import flamingo.generate.Beams;
import flamingo.generate.Sampling;
import picocli.CommandLine.Option;

/**
 * The options {@code --temperature}, {@code --top-p} and {@code --seed}, {@code --beams} and {@code
 * --length-penalty}.
 */
final class Draws {
  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0",
      description =
          "Draw tokens at random: 1 as the model says, less for likelier ones. Default: ${DEFAULT-VALUE}, always the likeliest.")
  private double temperature;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1",
      description =
          "Draw from the likeliest tokens that together have this share. Default: ${DEFAULT-VALUE}, all.")
  private double topP;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Of the draws: a seed writes the same answers again. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--beams",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Follow the likeliest N texts and answer with the best; 3 where OpenFlamingo was evaluated. Default: ${DEFAULT-VALUE}.")
  private int beams;

  @Option(
      names = "--length-penalty",
      paramLabel = "P",
      defaultValue = "0",
      description =
          "Power of the length that the score of a beam is divided by; more than 0 favours long answers. Default: ${DEFAULT-VALUE}.")
  private double lengthPenalty;

  Beams beams() {
    return new Beams(beams, lengthPenalty);
  }

  /**
   * @throws IllegalArgumentException if a number is impossible, or nothing is drawn and yet limited
   */
  Sampling sampling() {
    Sampling sampling = new Sampling(temperature, topP, seed);
    if (sampling.isGreedy() && topP < 1) {
      throw new IllegalArgumentException(
          "--top-p limits draws, but at temperature 0 nothing is drawn; add --temperature 1.");
    }
    return sampling;
  }
}
