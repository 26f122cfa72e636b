package flamingo.verify;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A tensor that a formula describes instead of a file: element i is {@code centre + scale * u},
 * where u in [-1, 1) comes from the i-th value of SplitMix64 seeded with the FNV-1a hash of the
 * key.
 *
 * @see <a href="https://doi.org/10.1145/2714064.2660195">Fast splittable pseudorandom number
 *     generators</a>
 */
record HashedTensor(String key, long[] shape, double centre, double scale) {
  private static final long MOST_ELEMENTS = 1L << 28;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long MIX_1 = 0xBF58476D1CE4E5B9L;
  private static final long MIX_2 = 0x94D049BB133111EBL;

  /** The tensors of {@code hash_tensors} by name; empty where the configuration has none. */
  static Map<String, HashedTensor> all(Section config) {
    Map<String, HashedTensor> tensors = new LinkedHashMap<>();
    if (config.has("hash_tensors")) {
      config
          .child("hash_tensors")
          .children()
          .forEach((name, section) -> tensors.put(name, of(section)));
    }
    return tensors;
  }

  private static HashedTensor of(Section section) {
    double[] numbers = section.numbers("shape");
    long[] shape = new long[numbers.length];
    double elements = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = (long) numbers[i];
      elements *= shape[i];
    }
    if (!(elements >= 1) || elements > MOST_ELEMENTS) {
      throw new FixtureException(
          "The shape in %s must have 1 to %d elements.".formatted(section, MOST_ELEMENTS));
    }
    return new HashedTensor(
        section.text("key"), shape, section.number("centre"), section.number("scale"));
  }

  /** The values, of the tensor's shape. */
  INDArray values() {
    long length = 1;
    for (long dimension : shape) {
      length *= dimension;
    }
    long hash = hash(key);
    float[] values = new float[(int) length];
    IntStream.range(0, values.length)
        .parallel()
        .forEach(i -> values[i] = (float) (centre + scale * uniform(hash, i)));
    return Nd4j.createFromArray(values).reshape('c', shape);
  }

  private static long hash(String key) {
    long hash = FNV_OFFSET;
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  private static double uniform(long hash, int index) {
    long z = hash + (index + 1L) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * MIX_1;
    z = (z ^ (z >>> 27)) * MIX_2;
    z ^= z >>> 31;
    return (z >>> 40) * 0x1p-23 - 1;
  }
}
