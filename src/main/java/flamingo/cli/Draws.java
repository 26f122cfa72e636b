package flamingo.cli;

import flamingo.generate.Sampling;
import picocli.CommandLine.Option;

/** The options {@code --temperature}, {@code --top-p} and {@code --seed}. */
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
