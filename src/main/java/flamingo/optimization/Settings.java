package flamingo.optimization;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values chosen for the parameters of one optimization; a parameter not set is initial. */
public final class Settings {
  public static final Settings INITIAL = new Settings(Map.of());

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  public <T> T get(Choice<T> choice) {
    return choice.parse(values.getOrDefault(choice.id(), "")).orElse(choice.initial());
  }

  /** These settings with another value; setting the initial value is the same as not setting it. */
  public <T> Settings with(Choice<T> choice, T value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.remove(choice.id());
    if (!value.equals(choice.initial())) {
      changed.put(choice.id(), choice.format(value));
    }
    return new Settings(Map.copyOf(changed));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings settings && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
