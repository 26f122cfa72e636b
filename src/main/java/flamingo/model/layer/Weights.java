package flamingo.model.layer;

import flamingo.model.layer.WeightsException.Problem;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a model by name, immutable. Names are those of OpenFlamingo's state dict, so
 * that its checkpoints load without renaming; a component sees the names below its own prefix.
 */
public final class Weights {
  /** Where tensors come from: a file, a map, a random generator. */
  public interface Source {
    /** The tensor, or null if there is none. */
    INDArray tensor(String name, long[] shape);

    Set<String> names();

    /** Whether the numbers were learned. */
    boolean trained();

    /** Whether each tensor is made anew when it is asked for. */
    default boolean makesTensors() {
      return false;
    }

    /**
     * The tensor as it lies in a file, mapped into memory, of a floating-point type; null where it
     * has to be made. Pages of it that nobody looks at take no memory.
     */
    default INDArray mapped(String name) {
      return null;
    }
  }

  private final Source source;
  private final String prefix;

  private Weights(Source source, String prefix) {
    this.source = source;
    this.prefix = prefix;
  }

  /** Tensors from anywhere. */
  public static Weights from(Source source) {
    return new Weights(source, "");
  }

  /**
   * @param tensors by full name
   */
  public static Weights of(Map<String, INDArray> tensors) {
    Map<String, INDArray> unmodifiable = Collections.unmodifiableMap(tensors);
    return from(
        new Source() {
          @Override
          public INDArray tensor(String name, long[] shape) {
            return unmodifiable.get(name);
          }

          @Override
          public Set<String> names() {
            return unmodifiable.keySet();
          }

          @Override
          public boolean trained() {
            return true;
          }
        });
  }

  /** The tensors whose names begin with {@code name} and a dot, under the rest of their names. */
  public Weights under(String name) {
    return new Weights(source, prefix + name + ".");
  }

  /**
   * @return the tensor as FLOAT, of exactly the given shape
   * @throws WeightsException if it is missing, has another shape, no floating-point type, or holds
   *     something that is no number
   */
  public INDArray get(String name, long... shape) {
    return read(name, type -> type == DataType.FLOAT, shape);
  }

  /**
   * A tensor of which few rows are read at a time: as {@link #get}, but FLOAT16 or BFLOAT16 where
   * it lies in a file as such, so that it takes no memory.
   */
  public INDArray table(String name, long... shape) {
    return read(name, DataType::isFPType, shape);
  }

  private INDArray read(String name, Predicate<DataType> mappable, long... shape) {
    INDArray stored = stored(name, shape);
    INDArray numbers = checked(prefix + name, stored, shape);
    INDArray mapped = source.mapped(prefix + name);
    INDArray kept = mapped != null && mappable.test(mapped.dataType()) ? mapped : numbers;
    if (numbers != kept && numbers != stored) {
      numbers.close();
    }
    if (source.makesTensors() && stored != kept) {
      stored.close();
    }
    return kept;
  }

  /**
   * Does something with a tensor and frees it afterwards, if it was made for the purpose:
   * converted, or from a random generator. A large model then never lies in memory twice.
   *
   * @param use takes the tensor as {@link #get} gives it, and must not keep it
   */
  public <T> T use(String name, Function<INDArray, T> use, long... shape) {
    INDArray stored = stored(name, shape);
    INDArray numbers = checked(prefix + name, stored, shape);
    if (numbers != stored && source.makesTensors()) {
      stored.close();
    }
    T result = use.apply(numbers);
    if (numbers != stored || source.makesTensors()) {
      numbers.close();
    }
    return result;
  }

  private INDArray stored(String name, long[] shape) {
    return source.tensor(prefix + name, shape);
  }

  private static INDArray checked(String full, INDArray tensor, long[] shape) {
    if (tensor == null) {
      throw new WeightsException(
          Problem.MISSING,
          full,
          "Tensor %s is missing; choose weights that belong to this model.".formatted(full));
    }
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new WeightsException(
          Problem.WRONG_SHAPE,
          full,
          "Tensor %s must be %s, but is %s; choose weights that belong to this model."
              .formatted(full, Arrays.toString(shape), Arrays.toString(tensor.shape())));
    }
    if (!tensor.dataType().isFPType()) {
      throw new WeightsException(
          Problem.WRONG_TYPE,
          full,
          "Tensor %s must hold floating-point numbers, but holds %s; export it as F32, F16 or BF16."
              .formatted(full, tensor.dataType()));
    }
    INDArray numbers = tensor.castTo(DataType.FLOAT);
    requireFinite(full, numbers);
    return numbers;
  }

  private static void requireFinite(String name, INDArray numbers) {
    if (Float.isFinite(numbers.sumNumber().floatValue())) {
      return;
    }
    float[] values = numbers.dup('c').data().asFloat();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new WeightsException(
            Problem.NOT_FINITE,
            name,
            "Tensor %s holds %s at %s; the weights are damaged, so copy or train them again."
                .formatted(name, values[i], Arrays.toString(place(i, numbers.shape()))));
      }
    }
  }

  private static long[] place(long index, long[] shape) {
    long[] place = new long[shape.length];
    long left = index;
    for (int dimension = shape.length - 1; dimension >= 0; dimension--) {
      place[dimension] = left % shape[dimension];
      left /= shape[dimension];
    }
    return place;
  }

  /** False for the numbers of a random generator. */
  public boolean trained() {
    return source.trained();
  }

  /**
   * The same with one number in the place of all gates.
   *
   * @param gate before tanh
   */
  public Weights withGates(float gate) {
    return new Weights(new OtherGates(source, gate), prefix);
  }

  /** The same, with someone who hears of each tensor before it is read. */
  public Weights heard(WeightsListener listener) {
    return new Weights(new HeardWeights(source, listener), prefix);
  }

  public boolean has(String name) {
    return source.names().contains(prefix + name);
  }

  /** Names below this prefix, without it. */
  public Set<String> names() {
    return source.names().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
