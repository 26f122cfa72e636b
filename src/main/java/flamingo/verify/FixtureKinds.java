package flamingo.verify;

import java.util.List;

/** The registry: a kind of fixture costs a class and a line here. */
final class FixtureKinds {
  static final List<FixtureKind> ALL =
      List.of(
          new MalformedKind(),
          new ResamplerKind("resampler"),
          new LargeResamplerKind(),
          new GatedCrossAttentionKind(),
          new VisionKind(),
          new PreprocessKind(),
          new LanguageModelKind(),
          new FlamingoKind(),
          new CheckpointKind(),
          new TokenizerKind());

  private FixtureKinds() {}

  /**
   * @throws FixtureException if there is no such kind
   */
  static FixtureKind named(String name) {
    return ALL.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FixtureException(
                    "This version has no fixtures of the kind \"%s\"; it knows %s."
                        .formatted(
                            name,
                            String.join(", ", ALL.stream().map(FixtureKind::name).toList()))));
  }
}
