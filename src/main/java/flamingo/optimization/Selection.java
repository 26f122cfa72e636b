package flamingo.optimization;

import flamingo.model.ExecutionPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The optimizations that are on, with their settings. Written as {@code
 * cache=kv/64,tokens=16,precision=bf16}: parameters in order, parted by slashes, trailing ones may
 * be left out.
 *
 * @param settings by id of the optimization
 */
public record Selection(Map<String, Settings> settings) {
  /** The dense baseline. */
  public static final Selection NONE = new Selection(Map.of());

  public Selection {
    settings = Map.copyOf(settings);
  }

  /**
   * Reads what {@link #text} writes; empty text is the dense baseline.
   *
   * @throws PlanException if an id or a value does not exist, or an id comes twice
   */
  public static Selection parse(String text) throws PlanException {
    Map<String, Settings> settings = new LinkedHashMap<>();
    for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] sides = entry.strip().split("=", 2);
      Description description = description(sides[0].strip());
      Settings parsed =
          sides.length == 1 ? Settings.INITIAL : settings(description, sides[1].strip());
      if (settings.put(description.id(), parsed) != null) {
        throw new PlanException("The plan names " + description.id() + " twice. Name it once.");
      }
    }
    return new Selection(settings);
  }

  /** Both together; where both set the same optimization, as the other does. */
  public Selection and(Selection other) {
    Map<String, Settings> both = new LinkedHashMap<>(settings);
    both.putAll(other.settings);
    return new Selection(both);
  }

  /** What the model runs by. */
  public ExecutionPlan plan() {
    ExecutionPlan plan = ExecutionPlan.DENSE;
    for (Optimization optimization : Optimizations.all()) {
      Settings chosen = settings.get(optimization.description().id());
      if (chosen != null) {
        plan = optimization.apply(plan, chosen);
      }
    }
    return plan;
  }

  /** The same text for equal selections; empty for the dense baseline. */
  public String text() {
    return Optimizations.all().stream()
        .map(Optimization::description)
        .filter(description -> settings.containsKey(description.id()))
        .map(description -> text(description, settings.get(description.id())))
        .collect(Collectors.joining(","));
  }

  private static String text(Description description, Settings chosen) {
    return description.parameters().stream()
        .map(choice -> value(choice, chosen))
        .collect(Collectors.joining("/", description.id() + "=", ""));
  }

  private static <T> String value(Choice<T> choice, Settings chosen) {
    return choice.format(chosen.get(choice));
  }

  private static Description description(String id) throws PlanException {
    return Optimizations.byId(id)
        .map(Optimization::description)
        .orElseThrow(() -> new PlanException("There is no optimization " + id + ". " + known()));
  }

  private static String known() {
    return Optimizations.all().stream()
        .map(optimization -> optimization.description().id())
        .collect(Collectors.joining(", ", "Known are ", "."));
  }

  private static Settings settings(Description description, String text) throws PlanException {
    String[] values = text.split("/", -1);
    if (values.length > description.parameters().size()) {
      throw new PlanException(
          description.id()
              + " takes "
              + description.parameters().size()
              + " values, not "
              + text
              + ".");
    }
    Settings settings = Settings.INITIAL;
    for (int i = 0; i < values.length; i++) {
      settings = with(settings, description, description.parameters().get(i), values[i].strip());
    }
    return settings;
  }

  private static <T> Settings with(
      Settings settings, Description description, Choice<T> choice, String text)
      throws PlanException {
    T value =
        choice
            .parse(text)
            .orElseThrow(
                () ->
                    new PlanException(
                        description.id()
                            + " cannot be "
                            + text
                            + ". Choose one of "
                            + choice.values().stream()
                                .map(choice::format)
                                .collect(Collectors.joining(", "))
                            + "."));
    return settings.with(choice, value);
  }
}
