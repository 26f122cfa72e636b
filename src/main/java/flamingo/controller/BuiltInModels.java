package flamingo.controller;

import flamingo.checkpoint.CalibratedExit;
import flamingo.checkpoint.FileHash;
import flamingo.checkpoint.OpenFlamingo;
import flamingo.checkpoint.SafetensorsFile;
import flamingo.checkpoint.ShippedWeights;
import flamingo.checkpoint.UserGraph;
import flamingo.image.Preprocessor;
import flamingo.model.Draft;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.MiniFlamingo;
import flamingo.model.ModelPreset;
import flamingo.model.layer.Weights;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engine;
import flamingo.tensor.engine.Engines;
import flamingo.text.PromptTemplate;
import flamingo.text.WordTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Loads Mini Flamingo or a released model, once, on the fastest engine. */
public final class BuiltInModels implements ModelController {
  private final Executor engineThread;
  private final int threads;
  private final ModelFiles files;
  private ModelSession session;

  /**
   * With the weights that come with the program.
   *
   * @param threads that an operation uses
   */
  public BuiltInModels(Executor engineThread, int threads) {
    this(engineThread, threads, ModelFiles.SHIPPED);
  }

  /**
   * @param threads that an operation uses
   * @param files that stand in for those that come with the program
   */
  public BuiltInModels(Executor engineThread, int threads, ModelFiles files) {
    this.engineThread = engineThread;
    this.threads = threads;
    this.files = files;
  }

  @Override
  public CompletableFuture<LoadedModel> load() {
    return CompletableFuture.supplyAsync(() -> session().info(), engineThread);
  }

  /** The model, loaded at the first call. For the engine's thread only. */
  ModelSession session() {
    if (session == null) {
      Engine engine = Engines.fastest(threads);
      boolean own = files.weights() != null && OpenFlamingo.isOne(files.weights());
      session =
          own ? OpenFlamingoSession.open(files, engine, this::encoding) : miniFlamingo(engine);
    }
    return session;
  }

  /** What makes the model what it is: the hashes of its files; null where weights are random. */
  String contents() {
    String weights = session().info().sha256();
    return files.encoder() == null || weights == null
        ? weights
        : weights + " with encoder " + sha256(files.encoder());
  }

  private ModelSession miniFlamingo(Engine engine) {
    if (files.draft() != null) {
      throw new IllegalArgumentException(
          "A language model proposes words of its own tokenizer, which Mini Flamingo does not know; leave --draft out, its own draft comes with it.");
    }
    WordTokenizer tokenizer = WordTokenizer.mini();
    Weighted weighted = weighted(tokenizer, engine.ops());
    Flamingo flamingo = encoding(weighted.flamingo());
    LoadedModel info =
        new LoadedModel(
            "Mini Flamingo",
            flamingo.trained(),
            weighted.sha256(),
            flamingo.parameters(),
            flamingo.config().vision().imageSize(),
            flamingo.limits(),
            engine.info());
    return new ModelSession(
        info,
        flamingo,
        tokenizer,
        Preprocessor.clip(flamingo.config().vision().imageSize()),
        PromptTemplate.MINI);
  }

  /**
   * @param sha256 of the file of its weights; null where they are random
   */
  private record Weighted(Flamingo flamingo, String sha256) {}

  /** With the user's own encoder, if there is one. */
  private Flamingo encoding(Flamingo flamingo) {
    if (files.encoder() == null) {
      return flamingo;
    }
    FlamingoConfig config = flamingo.config();
    int imageSize = config.vision().imageSize();
    return flamingo.with(UserGraph.read(files.encoder(), imageSize, config.resampler().width()));
  }

  private Weighted weighted(WordTokenizer tokenizer, TensorOps ops) {
    FlamingoConfig config = ModelPreset.MINI.config(tokenizer);
    Path weights = files.weights();
    if (weights != null) {
      Flamingo own =
          SafetensorsFile.load(
              weights, loaded -> new Flamingo(config, loaded, ops, draft(besides(weights))));
      String sha256 = sha256(weights);
      return new Weighted(leaving(own, exit(weights, sha256)), sha256);
    }
    return ShippedWeights.mini()
        .map(shipped -> new Weighted(shipped(config, shipped, ops), shipped.sha256()))
        .orElseGet(
            () -> new Weighted(MiniFlamingo.untrained(ModelPreset.MINI, tokenizer, ops), null));
  }

  private static Flamingo shipped(FlamingoConfig config, ShippedWeights shipped, TensorOps ops) {
    Draft draft = draft(ShippedWeights.miniDraft().map(ShippedWeights::weights));
    return leaving(new Flamingo(config, shipped.weights(), ops, draft), shipped.exit());
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

  private static String sha256(Path file) {
    try {
      return FileHash.sha256(file);
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
