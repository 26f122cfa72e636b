package flamingo.ui.common;

import flamingo.controller.ExperimentController.Experiment;
import flamingo.optimization.Choice;
import flamingo.optimization.Description;
import flamingo.optimization.Optimizations;
import flamingo.optimization.Preset;
import flamingo.optimization.Saving;

/**
 * What an optimization, a preset, an exact saving or an experiment says of itself. Its English
 * words come with it; other languages have theirs among the window's texts.
 *
 * @param key in the bundles of the languages other than English
 */
public record RegistryText(String key, String english) {
  public static RegistryText name(Description optimization) {
    return of(optimization, "name", optimization.name());
  }

  public static RegistryText sentence(Description optimization) {
    return of(optimization, "sentence", optimization.sentence());
  }

  public static RegistryText explanation(Description optimization) {
    return of(optimization, "explanation", optimization.explanation());
  }

  public static RegistryText name(Description optimization, Choice<?> parameter) {
    return of(optimization, parameter.id(), optimization.name(parameter));
  }

  public static RegistryText name(Preset preset) {
    return new RegistryText("preset." + preset.id() + ".name", preset.name());
  }

  public static RegistryText reason(Preset preset) {
    return new RegistryText("preset." + preset.id() + ".reason", preset.reason());
  }

  public static RegistryText name(Saving saving) {
    return new RegistryText("saving." + saving.id() + ".name", saving.name());
  }

  public static RegistryText sentence(Saving saving) {
    return new RegistryText("saving." + saving.id() + ".sentence", saving.sentence());
  }

  /** That of an optimization is called as the optimization is. */
  public static RegistryText title(Experiment experiment) {
    return Optimizations.byId(experiment.id())
        .map(optimization -> name(optimization.description()))
        .orElse(new RegistryText("experiment." + experiment.id(), experiment.title()));
  }

  private static RegistryText of(Description optimization, String what, String english) {
    return new RegistryText("optimization." + optimization.id() + "." + what, english);
  }
}
