package flamingo.controller;

import flamingo.checkpoint.CalibratedExit;
import flamingo.checkpoint.SafetensorsFile;
import flamingo.checkpoint.ShippedWeights;
import flamingo.image.Preprocessor;
import flamingo.model.Draft;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.MiniFlamingo;
import flamingo.model.ModelPreset;
import flamingo.model.layer.Weights;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engine;
import flamingo.text.PromptTemplate;
import flamingo.text.WordTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A built-in model: Mini Flamingo, trained, or the study's sizes with random weights. */
final class MiniFlamingoSession {
  private final WordTokenizer tokenizer = WordTokenizer.mini();
  private final Engine engine;
  private final ModelLoading loading;

  private MiniFlamingoSession(Engine engine, ModelLoading loading) {
    this.engine = engine;
    this.loading = loading;
  }

  /**
   * @param file other weights for Mini Flamingo; null for its own
   * @param loading is told of the weights as they are read
   * @param encoding puts the user's own encoder in the place of the vision tower, if there is one
   */
  static ModelSession mini(
      Path file, Engine engine, ModelLoading loading, UnaryOperator<Flamingo> encoding) {
    MiniFlamingoSession session = new MiniFlamingoSession(engine, loading);
    Weighted weighted = session.weighted(file);
    return session.of("Mini Flamingo", weighted.sha256(), encoding.apply(weighted.flamingo()));
  }

  /** The sizes of the study, for times only: the weights are random. */
  static ModelSession study(Engine engine, ModelLoading loading, UnaryOperator<Flamingo> encoding) {
    MiniFlamingoSession session = new MiniFlamingoSession(engine, loading);
    Flamingo random = session.untrained(ModelPreset.STUDY);
    return session.of("Study preset", null, encoding.apply(random));
  }

  private ModelSession of(String name, String sha256, Flamingo flamingo) {
    int imageSize = flamingo.config().vision().imageSize();
    LoadedModel info =
        new LoadedModel(
            name,
            flamingo.trained(),
            sha256,
            flamingo.parameters(),
            imageSize,
            flamingo.limits(),
            engine.info());
    return new ModelSession(
        info, flamingo, tokenizer, Preprocessor.clip(imageSize), PromptTemplate.MINI, () -> {});
  }

  /**
   * @param sha256 of the file of its weights; null where they are random
   */
  private record Weighted(Flamingo flamingo, String sha256) {}

  private Weighted weighted(Path file) {
    FlamingoConfig config = ModelPreset.MINI.config(tokenizer);
    TensorOps ops = engine.ops();
    if (file != null) {
      Flamingo own =
          SafetensorsFile.load(
              file,
              loaded -> new Flamingo(config, loading.heard(loaded), ops, draft(besides(file))));
      String sha256 = loading.sha256(file);
      return new Weighted(leaving(own, exit(file, sha256)), sha256);
    }
    return ShippedWeights.mini()
        .map(shipped -> new Weighted(shipped(config, shipped), shipped.sha256()))
        .orElseGet(() -> new Weighted(untrained(ModelPreset.MINI), null));
  }

  private Flamingo untrained(ModelPreset preset) {
    return MiniFlamingo.untrained(preset, tokenizer, engine.ops(), loading::heard);
  }

  private Flamingo shipped(FlamingoConfig config, ShippedWeights shipped) {
    Draft draft = draft(ShippedWeights.miniDraft().map(ShippedWeights::weights));
    Weights weights = loading.heard(shipped.weights());
    return leaving(new Flamingo(config, weights, engine.ops(), draft), shipped.exit());
  }

  private static Flamingo leaving(Flamingo flamingo, Optional<CalibratedExit> exit) {
    return exit.map(found -> flamingo.with(found.rule())).orElse(flamingo);
  }

  private static Optional<CalibratedExit> exit(Path weights, String sha256) {
    try {
      return CalibratedExit.of(weights, sha256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Draft draft(Optional<Weights> weights) {
    return weights.map(loaded -> new Draft.Seeing(loaded, MiniFlamingo.DRAFT_LAYERS)).orElse(null);
  }

  /** The draft that lies beside a model: {@code NAME-draft.safetensors}. */
  private static Optional<Weights> besides(Path model) {
    String name = model.getFileName().toString().replaceFirst("\\.safetensors$", "");
    Path draft = model.resolveSibling(name + "-draft.safetensors");
    return Files.exists(draft)
        ? Optional.of(SafetensorsFile.load(draft, loaded -> loaded))
        : Optional.empty();
  }
}
