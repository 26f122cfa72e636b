package flamingo.train.stage;

import flamingo.model.ResamplerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much of the resampler a step uses, so that one training serves every setting: a prefix of the
 * latents, and its first layers.
 *
 * @see <a href="https://arxiv.org/abs/2205.13147">Matryoshka representation learning</a>
 */
record Exits(int visualTokens, int depth) {
  private static final int[] TOKENS = {64, 48, 32, 16, 8, 4};
  private static final double[] UP_TO = {0.22, 0.32, 0.52, 0.74, 0.90, 1};
  private static final double FULL_DEPTH = 0.5;

  /** Everything first; then fewer latents, then fewer layers. */
  static List<Exits> all(ResamplerConfig config) {
    List<Exits> all = new ArrayList<>();
    for (int tokens : TOKENS) {
      all.add(new Exits(Math.min(tokens, config.latents()), config.depth()));
    }
    for (int depth = config.depth() - 1; depth > 0; depth--) {
      all.add(new Exits(config.latents(), depth));
    }
    return all;
  }

  @Override
  public String toString() {
    return visualTokens + " visual tokens, depth " + depth + ":";
  }

  static Exits any(ResamplerConfig config, SplittableRandom random) {
    double at = random.nextDouble();
    int choice = 0;
    while (at >= UP_TO[choice]) {
      choice++;
    }
    boolean full = config.depth() == 1 || random.nextDouble() < FULL_DEPTH;
    int depth = full ? config.depth() : 1 + random.nextInt(config.depth() - 1);
    return new Exits(Math.min(TOKENS[choice], config.latents()), depth);
  }
}
