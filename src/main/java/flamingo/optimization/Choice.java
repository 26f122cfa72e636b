package flamingo.optimization;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A parameter of an optimization: one of a few values. Values are written in plans and options as
 * {@link #format} says.
 */
public final class Choice<T> {
  private final String id;
  private final List<T> values;
  private final T initial;
  private final Function<T, String> format;

  private Choice(String id, List<T> values, T initial, Function<T, String> format) {
    this.id = id;
    this.values = List.copyOf(values);
    this.initial = initial;
    this.format = format;
  }

  /**
   * A choice of whole numbers, of which the first is the initial one.
   *
   * @param values at least one
   */
  public static Choice<Integer> of(String id, Integer... values) {
    return new Choice<>(id, List.of(values), values[0], String::valueOf);
  }

  /**
   * A choice of which the first value is the initial one.
   *
   * @param format writes a value; no two values alike
   */
  public static <T> Choice<T> of(String id, List<T> values, Function<T, String> format) {
    return new Choice<>(id, values, values.get(0), format);
  }

  /**
   * @throws IllegalArgumentException if it is none of the values
   */
  public Choice<T> initially(T value) {
    if (!values.contains(value)) {
      throw new IllegalArgumentException(value + " is no value of " + id + ".");
    }
    return new Choice<>(id, values, value, format);
  }

  public String id() {
    return id;
  }

  public List<T> values() {
    return values;
  }

  public T initial() {
    return initial;
  }

  /** The value as it is written in a plan: {@code 16}, {@code bf16}. */
  public String format(T value) {
    return format.apply(value);
  }

  /** The value that is written so, upper or lower case; empty where there is none. */
  public Optional<T> parse(String text) {
    return values.stream().filter(value -> format(value).equalsIgnoreCase(text)).findFirst();
  }
}
