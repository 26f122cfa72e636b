package flamingo.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a component computes for one case, by the names of the reference's outputs. */
final class Outputs {
  private final Map<String, Supplier<INDArray>> computed = new LinkedHashMap<>();
  private final Map<String, String> skipped = new LinkedHashMap<>();

  Outputs put(String name, INDArray value) {
    return put(name, () -> value);
  }

  /** An output that is computed only if the case expects it. */
  Outputs put(String name, Supplier<INDArray> value) {
    computed.put(name, value);
    return this;
  }

  /** An output that this version cannot compute. */
  Outputs skip(String name, String reason) {
    skipped.put(name, reason);
    return this;
  }

  /** The value, or null where the component has no such output. */
  Supplier<INDArray> get(String name) {
    return computed.get(name);
  }

  /** Why an output is skipped; null where it is not. */
  String skipReason(String name) {
    return skipped.get(name);
  }

  /** Computes a value when it is first asked for, for outputs that share it. */
  static <T> Supplier<T> once(Supplier<T> compute) {
    return new Supplier<>() {
      private T value;

      @Override
      public T get() {
        if (value == null) {
          value = compute.get();
        }
        return value;
      }
    };
  }
}
