package flamingo.model.layer;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weights of an untrained model: each tensor follows from the seed, its name and its shape alone,
 * and is made when it is asked for. Matrices are uniform with variance 1 / inputs, so that
 * activations keep their size through the depth; normalisations begin as the identity; gates are
 * open, because with closed ones no image would change an answer or a measurement.
 */
public final class RandomWeights {
  private static final float OPEN_GATE = 0.5f;
  private static final double LATENT_DEVIATION = 1;

  /** Numbers made at a time, an even count: large tensors never lie on the heap. */
  private static final int CHUNK = 1 << 16;

  private static final double EMBEDDING_DEVIATION = 0.02;

  private RandomWeights() {}

  /** Weights for any configuration; they have no list of names. */
  public static Weights seeded(long seed) {
    return seeded(seed, OPEN_GATE);
  }

  /**
   * The same with other gates.
   *
   * @param gate the number before tanh, of every gate
   */
  public static Weights seeded(long seed, float gate) {
    return Weights.from(
        new Weights.Source() {
          @Override
          public INDArray tensor(String name, long[] shape) {
            return make(seed, gate, name, shape);
          }

          @Override
          public Set<String> names() {
            return Set.of();
          }

          @Override
          public boolean trained() {
            return false;
          }

          @Override
          public boolean makesTensors() {
            return true;
          }
        });
  }

  private static INDArray make(long seed, float gate, String name, long[] shape) {
    if (name.endsWith("_gate")) {
      return Nd4j.valueArrayOf(shape, gate);
    }
    if (name.endsWith("bias")) {
      return Nd4j.zeros(shape);
    }
    if (shape.length == 1 && name.endsWith("weight")) {
      return Nd4j.ones(shape);
    }
    return uniform(new SplittableRandom(seed ^ hash(name)), deviation(name, shape), shape);
  }

  private static double deviation(String name, long[] shape) {
    if (name.endsWith("latents")) {
      return LATENT_DEVIATION;
    }
    if (name.endsWith("wte.weight") || name.endsWith("embed_in.weight") || name.contains("emb")) {
      return EMBEDDING_DEVIATION;
    }
    long inputs = 1;
    for (int i = 1; i < shape.length; i++) {
      inputs *= shape[i];
    }
    return 1 / Math.sqrt(inputs);
  }

  private static INDArray uniform(SplittableRandom random, double deviation, long[] shape) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape);
    FloatPointer values = new FloatPointer(array.data().pointer());
    float[] chunk = new float[(int) Math.min(CHUNK, array.length())];
    for (long at = 0; at < array.length(); at += chunk.length) {
      int count = (int) Math.min(chunk.length, array.length() - at);
      fill(chunk, count, random, deviation);
      values.position(at).put(chunk, 0, count);
    }
    return array;
  }

  /** Two numbers of every 64 bits. */
  private static void fill(float[] chunk, int count, SplittableRandom random, double deviation) {
    double range = Math.sqrt(3) * deviation;
    double step = 2 * range / (1L << 32);
    for (int i = 0; i < count; i += 2) {
      long bits = random.nextLong();
      chunk[i] = (float) ((bits >>> 32) * step - range);
      if (i + 1 < count) {
        chunk[i + 1] = (float) ((bits & 0xFFFFFFFFL) * step - range);
      }
    }
  }

  /** FNV-1a, so that a name keeps its numbers on every machine. */
  private static long hash(String name) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b) * 0x100000001B3L;
    }
    return hash;
  }
}
