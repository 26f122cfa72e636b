package flamingo.controller;

import flamingo.image.Preprocessor;
import flamingo.model.Flamingo;
import flamingo.model.MiniFlamingo;
import flamingo.model.ModelPreset;
import flamingo.tensor.engine.Engine;
import flamingo.tensor.engine.Engines;
import flamingo.text.PromptTemplate;
import flamingo.text.WordTokenizer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Loads the models that come with the program, once, on the fastest engine. */
public final class BuiltInModels implements ModelController {
  private final Executor engineThread;
  private final int threads;
  private final ModelPreset preset;
  private ModelSession session;

  /**
   * @param threads that an operation uses
   */
  public BuiltInModels(Executor engineThread, int threads, ModelPreset preset) {
    this.engineThread = engineThread;
    this.threads = threads;
    this.preset = preset;
  }

  @Override
  public CompletableFuture<LoadedModel> load() {
    return CompletableFuture.supplyAsync(() -> session().info(), engineThread);
  }

  /** The model, loaded at the first call. For the engine's thread only. */
  ModelSession session() {
    if (session == null) {
      Engine engine = Engines.fastest(threads);
      WordTokenizer tokenizer = WordTokenizer.mini();
      Flamingo flamingo = MiniFlamingo.load(preset, tokenizer, engine.ops());
      LoadedModel info =
          new LoadedModel(
              "Mini Flamingo", flamingo.trained(), flamingo.parameters(), engine.info());
      session =
          new ModelSession(
              info,
              flamingo,
              tokenizer,
              Preprocessor.clip(flamingo.config().vision().imageSize()),
              PromptTemplate.MINI);
    }
    return session;
  }
}
