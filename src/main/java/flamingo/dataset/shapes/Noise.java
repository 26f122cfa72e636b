package flamingo.dataset.shapes;

import java.util.SplittableRandom;

/** Nearly normal noise by arithmetic alone, the same on every machine. */
final class Noise {
  private static final int SIZE = 1 << 16;
  private static final double[] TABLE = table();

  private Noise() {}

  /** Of deviation 1: the sum of three uniform numbers between -1 and 1 has that. */
  static double draw(SplittableRandom random) {
    return random.nextDouble(-1, 1) + random.nextDouble(-1, 1) + random.nextDouble(-1, 1);
  }

  /**
   * Adds noise of this deviation: a table read from anywhere in any odd step, as drawing takes
   * long.
   */
  static void add(double[] levels, double deviation, SplittableRandom random) {
    int at = random.nextInt();
    int step = 2 * random.nextInt(SIZE) + 1;
    for (int i = 0; i < levels.length; i++) {
      at += step;
      levels[i] += deviation * TABLE[at & SIZE - 1];
    }
  }

  private static double[] table() {
    SplittableRandom random = new SplittableRandom(0);
    double[] table = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      table[i] = draw(random);
    }
    return table;
  }
}
