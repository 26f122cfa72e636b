package flamingo.controller;

import flamingo.benchmark.request.Divergence;
import flamingo.dataset.Sample;
import flamingo.generate.Beams;
import flamingo.generate.DecodingRules;
import flamingo.generate.Sampling;
import flamingo.image.BrokenImageException;
import flamingo.model.CacheFileException;
import flamingo.model.SpecialTokens;
import flamingo.optimization.Selection;
import flamingo.text.Shot;
import flamingo.text.TextStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Asks the model about images, on the engine's thread. */
public final class PromptController implements AutoCloseable {
  private static final int MOST_NEW_TOKENS = 20;

  /**
   * An image with its answer, shown to the model before the image it is asked about.
   *
   * @param text question and answer, or a caption
   */
  public record Example(Sample image, Shot text) {}

  private final Executor engineThread;
  private final BuiltInModels models;
  private final Sampling sampling;
  private final Beams beams;
  private final KeptCache cache;
  private Talk talk;
  private Talk baseline;

  /** Takes the likeliest tokens, and begins cold. */
  public PromptController(Executor engineThread, BuiltInModels models) {
    this(engineThread, models, Sampling.GREEDY, Beams.ONE, KeptCache.NONE);
  }

  /**
   * @param sampling how tokens are chosen; every answer begins its draws anew
   * @param beams texts that are followed at the same time
   */
  public PromptController(
      Executor engineThread,
      BuiltInModels models,
      Sampling sampling,
      Beams beams,
      KeptCache cache) {
    this.engineThread = engineThread;
    this.models = models;
    this.sampling = sampling;
    this.beams = beams;
    this.cache = cache;
  }

  /** Prepares the model, so that a plan or a cache that does not fit is known at once. */
  public CompletableFuture<Void> prepare(Selection selection) {
    return CompletableFuture.runAsync(() -> talk(selection), engineThread);
  }

  /** A caption for an image. It fails with {@link BrokenImageException} for a broken one. */
  public CompletableFuture<Answer> caption(
      Sample image, List<Example> examples, Selection selection) {
    return answer(image, null, examples, selection, piece -> {});
  }

  /** An answer to a question about an image. It fails as {@link #caption} does. */
  public CompletableFuture<Answer> ask(
      Sample image, String question, List<Example> examples, Selection selection) {
    return answer(image, question, examples, selection, piece -> {});
  }

  /**
   * Either of both.
   *
   * @param question null for a caption
   * @param pieces told the text as it is written, on the engine's thread; no piece ends within a
   *     character
   */
  public CompletableFuture<Answer> answer(
      Sample image,
      String question,
      List<Example> examples,
      Selection selection,
      Consumer<String> pieces) {
    return EngineCall.on(
        engineThread, () -> write(image, question, examples, talk(selection), pieces).answer);
  }

  /**
   * An answer, and the one of the dense baseline beside it.
   *
   * @param question null for a caption
   * @param pieces told the plan's text as it is written
   */
  public CompletableFuture<ComparedAnswer> compare(
      Sample image,
      String question,
      List<Example> examples,
      Selection selection,
      Consumer<String> pieces) {
    return EngineCall.on(
        engineThread,
        () -> {
          Written own = write(image, question, examples, talk(selection), pieces);
          Written dense = write(image, question, examples, baseline(), piece -> {});
          return new ComparedAnswer(
              own.answer,
              dense.answer,
              Divergence.relativeL2(own.scores, dense.scores),
              Divergence.tokenAgreement(List.of(own.tokens), List.of(dense.tokens)));
        });
  }

  /**
   * @param scores of the first token, [V]
   */
  private record Written(Answer answer, int[] tokens, float[] scores) {}

  private Written write(
      Sample image, String question, List<Example> examples, Talk by, Consumer<String> pieces)
      throws BrokenImageException {
    ModelSession session = models.session();
    List<Shot> shots = examples.stream().map(Example::text).toList();
    String prompt =
        question == null
            ? session.prompts().caption(shots)
            : session.prompts().question(shots, question);
    int[] ids = session.tokenizer().encode(prompt);
    INDArray pixels = pixels(session, image, examples);
    SpecialTokens special = session.flamingo().config().specialTokens();
    DecodingRules rules =
        DecodingRules.forText(special, MOST_NEW_TOKENS).with(sampling).with(beams);
    TextStream text = new TextStream(session.tokenizer());
    long start = System.nanoTime();
    Talk.Written written =
        by.answer(ids, pixels, rules, (row, token) -> pieces.accept(text.next(token)));
    double millis = (System.nanoTime() - start) / 1e6;
    pieces.accept(text.end());
    Answer answer =
        new Answer(
            session.tokenizer().decode(written.tokens()),
            written.outcome().statistics(),
            millis,
            session.info().trained());
    return new Written(answer, written.tokens(), written.scores());
  }

  /** The one so far, as long as the plan stays the same. */
  private Talk talk(Selection selection) {
    if (talk == null || !talk.plan().equals(selection.plan())) {
      close();
      talk = new Talk(cache.prepare(models, selection));
    }
    return talk;
  }

  private Talk baseline() {
    if (baseline == null) {
      baseline = new Talk(KeptCache.NONE.prepare(models, Selection.NONE));
    }
    return baseline;
  }

  /**
   * Frees the model, and writes its cache where it is kept. For the engine's thread only.
   *
   * @throws CacheFileException if the cache cannot be written
   */
  @Override
  public void close() {
    if (baseline != null) {
      baseline.close();
      baseline = null;
    }
    if (talk != null) {
      try (Talk last = talk) {
        talk = null;
        cache.keep(models, last.model());
      }
    }
  }

  /** [1, T, 3, S, S]: the examples' images, then the one that is asked about. */
  private static INDArray pixels(ModelSession session, Sample image, List<Example> examples)
      throws BrokenImageException {
    List<Sample> samples = new ArrayList<>(examples.stream().map(Example::image).toList());
    samples.add(image);
    return PromptPixels.of(session, samples);
  }
}
