package flamingo.controller;

import flamingo.checkpoint.OpenFlamingo;
import flamingo.checkpoint.UserGraph;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.ModelPreset;
import flamingo.model.PreparedFlamingo;
import flamingo.optimization.Misfits;
import flamingo.optimization.Selection;
import flamingo.tensor.engine.Engine;
import flamingo.tensor.engine.Engines;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * Loads a built-in model or a released one, on the fastest engine, and puts another in its place.
 */
public final class BuiltInModels implements ModelController {
  private final Executor engineThread;
  private final int threads;
  private ModelChoice choice;
  private Engine engine;
  private ModelSession session;
  private volatile ModelLoading underWay = ModelLoading.unheard();

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
    this.choice = new ModelChoice(ModelPreset.MINI, files);
  }

  @Override
  public CompletableFuture<LoadedModel> load() {
    return CompletableFuture.supplyAsync(() -> session().info(), engineThread);
  }

  @Override
  public CompletableFuture<LoadedModel> open(
      ModelChoice other, Selection plan, LoadingListener listener) {
    ModelLoading loading = new ModelLoading(listener);
    underWay = loading;
    return CompletableFuture.supplyAsync(() -> replace(other, plan, loading), engineThread);
  }

  @Override
  public void cancel() {
    underWay.cancel();
  }

  /** The model, loaded at the first call. For the engine's thread only. */
  ModelSession session() {
    if (session == null) {
      session = opened(choice, ModelLoading.unheard());
    }
    return session;
  }

  /** What makes the model what it is: the hashes of its files; null where weights are random. */
  String contents() {
    String weights = session().info().sha256();
    Path encoder = choice.files().encoder();
    return encoder == null || weights == null
        ? weights
        : weights + " with encoder " + ModelLoading.unheard().sha256(encoder);
  }

  private LoadedModel replace(ModelChoice other, Selection plan, ModelLoading loading) {
    ModelSession next = opened(other, loading);
    try (PreparedFlamingo packed = next.prepare(fitting(plan, next.info()))) {
      loading.end();
      if (session != null) {
        session.close();
      }
      session = next;
      choice = other;
    } catch (RuntimeException | OutOfMemoryError refused) {
      next.close();
      throw refused;
    } finally {
      System.gc(); // arrays lie outside the heap, whose collector does not know how large they are
    }
    return next.info();
  }

  private static ExecutionPlan fitting(Selection plan, LoadedModel model) {
    return Misfits.of(plan, model.limits()).isEmpty()
        ? plan.plan()
        : ExecutionPlan.DENSE.withPrecision(plan.plan().precision());
  }

  private ModelSession opened(ModelChoice wanted, ModelLoading loading) {
    if (engine == null) {
      engine = Engines.fastest(threads);
    }
    ModelFiles files = wanted.files();
    UnaryOperator<Flamingo> encoding =
        flamingo -> {
          loading.of(flamingo.parameters());
          return encoding(files.encoder(), flamingo);
        };
    if (files.weights() != null && OpenFlamingo.isOne(files.weights())) {
      return OpenFlamingoSession.open(files, engine, loading, encoding);
    }
    if (files.draft() != null) {
      throw new IllegalArgumentException(
          "A language model proposes words of its own tokenizer, which Mini Flamingo does not know; leave --draft out, its own draft comes with it.");
    }
    return wanted.preset() == ModelPreset.STUDY
        ? MiniFlamingoSession.study(engine, loading, encoding)
        : MiniFlamingoSession.mini(files.weights(), engine, loading, encoding);
  }

  /** With the user's own encoder, if there is one. */
  private static Flamingo encoding(Path encoder, Flamingo flamingo) {
    if (encoder == null) {
      return flamingo;
    }
    FlamingoConfig config = flamingo.config();
    int imageSize = config.vision().imageSize();
    return flamingo.with(UserGraph.read(encoder, imageSize, config.resampler().width()));
  }
}
