package flamingo.train.tensor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The tensors of a model by name; a module sees the names below its own prefix, and makes those
 * that are not there yet. Initial numbers follow from the seed and the full name alone, so that
 * adding a part changes nothing in the others.
 *
 * <p>Names are those of the engine's weights, so that a file of these tensors is a model.
 */
public final class Parameters {
  private final Map<String, Tensor> tensors;
  private final String prefix;
  private final long seed;

  private Parameters(Map<String, Tensor> tensors, String prefix, long seed) {
    this.tensors = tensors;
    this.prefix = prefix;
    this.seed = seed;
  }

  /** None yet. */
  public static Parameters seeded(long seed) {
    return new Parameters(new LinkedHashMap<>(), "", seed);
  }

  /** Those below {@code name} and a dot. */
  public Parameters under(String name) {
    return new Parameters(tensors, prefix + name + ".", seed);
  }

  /** A trained tensor that begins with independent normal numbers. */
  public Tensor normal(String name, double deviation, long... shape) {
    return trained(name, () -> gaussian(prefix + name, deviation, shape), shape);
  }

  /** A trained tensor that begins with one value. */
  public Tensor constant(String name, float value, long... shape) {
    return trained(name, () -> filled(value, shape), shape);
  }

  /** A tensor that belongs to the model but has no gradient. */
  public Tensor buffer(String name, float value, long... shape) {
    return existing(name, () -> filled(value, shape), shape).requires_grad_(false);
  }

  /** Adds or replaces tensors by their names below this prefix. */
  public void put(Map<String, INDArray> arrays) {
    arrays.forEach((name, array) -> tensors.put(prefix + name, Tensors.of(array)));
  }

  /** From now on these have no gradient. */
  public void freeze() {
    all().values().forEach(tensor -> tensor.requires_grad_(false));
  }

  /** All tensors below this prefix by their full names, in alphabetical order. */
  public Map<String, Tensor> all() {
    Map<String, Tensor> below = new TreeMap<>(tensors);
    below.keySet().removeIf(name -> !name.startsWith(prefix));
    return below;
  }

  /** Those of {@link #all()} that have a gradient. */
  public Map<String, Tensor> trained() {
    Map<String, Tensor> trained = all();
    trained.values().removeIf(tensor -> !tensor.requires_grad());
    return trained;
  }

  /** Copies of {@link #all()}. */
  public Map<String, INDArray> arrays() {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    all().forEach((name, tensor) -> arrays.put(name, Tensors.toArray(tensor)));
    return arrays;
  }

  private Tensor trained(String name, Supplier<Tensor> initial, long... shape) {
    return existing(name, initial, shape).requires_grad_(true);
  }

  private Tensor existing(String name, Supplier<Tensor> initial, long... shape) {
    Tensor tensor = tensors.computeIfAbsent(prefix + name, absent -> initial.get());
    if (!Arrays.equals(Tensors.shape(tensor), shape)) {
      throw new IllegalArgumentException(
          "Tensor %s must be %s, but is %s; continue with the configuration it was trained with."
              .formatted(
                  prefix + name, Arrays.toString(shape), Arrays.toString(Tensors.shape(tensor))));
    }
    return tensor;
  }

  private Tensor gaussian(String name, double deviation, long... shape) {
    SplittableRandom random = new SplittableRandom(seed ^ hash(name));
    float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Tensors.of(values, shape);
  }

  private static Tensor filled(float value, long... shape) {
    Tensor tensor = torch.zeros(shape);
    tensor.fill_(new Scalar(value));
    return tensor;
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
