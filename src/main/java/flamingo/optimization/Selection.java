package flamingo.optimization;

import flamingo.model.ExecutionPlan;
import flamingo.model.layer.ExactSaving;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The optimizations that are on, with their settings. Written as {@code
 * cache=kv/64,tokens=16,precision=bf16}: parameters in order, parted by slashes, trailing ones may
 * be left out. Exact savings are on by default; {@code without=last_logits/shared_prefix} leaves
 * some out, {@code with} adds those that do not pay.
 *
 * @param settings by id of the optimization
 * @param switched exact savings that are used otherwise than by default
 */
public record Selection(Map<String, Settings> settings, Set<Saving> switched) {
  private static final String WITHOUT = "without";
  private static final String WITH = "with";

  /** The dense baseline. */
  public static final Selection NONE = new Selection(Map.of());

  public Selection {
    settings = Map.copyOf(settings);
    switched = Set.copyOf(switched);
  }

  /** With the exact savings that are on by default. */
  public Selection(Map<String, Settings> settings) {
    this(settings, Set.of());
  }

  /**
   * Reads what {@link #text} writes; empty text is the dense baseline.
   *
   * @throws PlanException if an id or a value does not exist, or an id comes twice
   */
  public static Selection parse(String text) throws PlanException {
    Map<String, Settings> settings = new LinkedHashMap<>();
    Set<Saving> switched = new LinkedHashSet<>();
    for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] sides = entry.strip().split("=", 2);
      String id = sides[0].strip().toLowerCase(Locale.ROOT);
      if (id.equals(WITHOUT) || id.equals(WITH)) {
        switched.addAll(savings(id, sides.length == 1 ? "" : sides[1]));
        continue;
      }
      Description description = description(sides[0].strip());
      Settings parsed =
          sides.length == 1 ? Settings.INITIAL : settings(description, sides[1].strip());
      if (settings.put(description.id(), parsed) != null) {
        throw new PlanException("The plan names " + description.id() + " twice. Name it once.");
      }
    }
    return new Selection(settings, switched);
  }

  private static List<Saving> savings(String id, String names) throws PlanException {
    List<Saving> savings = new ArrayList<>();
    for (String name : names.split("/", -1)) {
      savings.add(
          Saving.byId(name.strip())
              .filter(saving -> saving.isUsual() == id.equals(WITHOUT))
              .orElseThrow(
                  () ->
                      new PlanException(
                          "%s cannot be %s. Choose of %s."
                              .formatted(
                                  id,
                                  name.strip(),
                                  Saving.all().stream()
                                      .filter(saving -> saving.isUsual() == id.equals(WITHOUT))
                                      .map(Saving::id)
                                      .collect(Collectors.joining(", "))))));
    }
    return savings;
  }

  /** The same with exactly these savings. */
  public Selection using(Set<ExactSaving> savings) {
    return new Selection(
        settings,
        Saving.all().stream()
            .filter(saving -> saving.isUsual() != savings.contains(saving.what()))
            .collect(Collectors.toSet()));
  }

  /** Nothing but one optimization as it is set here; dense where it is off. */
  public Selection only(String id) {
    return settings.containsKey(id) ? new Selection(Map.of(id, settings.get(id))) : NONE;
  }

  /** Both together; where both set the same optimization, as the other does. */
  public Selection and(Selection other) {
    Map<String, Settings> both = new LinkedHashMap<>(settings);
    both.putAll(other.settings);
    Set<Saving> either = new LinkedHashSet<>(switched);
    either.addAll(other.switched);
    return new Selection(both, either);
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
    return plan.withSavings(
        Saving.all().stream()
            .filter(saving -> saving.isUsual() != switched.contains(saving))
            .map(Saving::what)
            .collect(Collectors.toSet()));
  }

  /** The same text for equal selections; empty for the dense baseline. */
  public String text() {
    Stream<String> optimizations =
        Optimizations.all().stream()
            .map(Optimization::description)
            .filter(description -> settings.containsKey(description.id()))
            .map(description -> text(description, settings.get(description.id())));
    return Stream.of(optimizations, savings(WITHOUT), savings(WITH))
        .flatMap(texts -> texts)
        .collect(Collectors.joining(","));
  }

  /** Empty where none of the kind is switched. */
  private Stream<String> savings(String id) {
    String names =
        switched.stream()
            .filter(saving -> saving.isUsual() == id.equals(WITHOUT))
            .map(Saving::id)
            .sorted()
            .collect(Collectors.joining("/"));
    return names.isEmpty() ? Stream.empty() : Stream.of(id + "=" + names);
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
