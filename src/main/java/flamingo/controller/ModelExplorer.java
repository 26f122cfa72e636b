package flamingo.controller;

import flamingo.checkpoint.MachineMemory;
import flamingo.controller.Exploration.Proposal;
import flamingo.controller.ExploreRequest.Card;
import flamingo.controller.PromptController.Example;
import flamingo.dataset.Sample;
import flamingo.generate.ClassRanking;
import flamingo.generate.DecodingRules;
import flamingo.generate.DecodingStatistics;
import flamingo.generate.Generation;
import flamingo.generate.TokenListener;
import flamingo.image.BrokenImageException;
import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Sequence;
import flamingo.optimization.Selection;
import flamingo.tensor.Precision;
import flamingo.text.Shot;
import flamingo.text.TextStream;
import flamingo.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Answers prompts with the model under study, on the engine's thread. */
public final class ModelExplorer implements ExploreController {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Executor engineThread;
  private final BuiltInModels models;
  private volatile AtomicBoolean cancelled = new AtomicBoolean();

  public ModelExplorer(Executor engineThread, BuiltInModels models) {
    this.engineThread = engineThread;
    this.models = models;
  }

  @Override
  public CompletableFuture<Exploration> ask(ExploreRequest request, ExploreListener listener) {
    AtomicBoolean ended = new AtomicBoolean();
    cancelled = ended;
    return EngineCall.on(
        engineThread, () -> new Run(models.session(), request, ended, listener).explore());
  }

  @Override
  public CompletableFuture<List<Card>> similar(
      Sample asked,
      List<Card> candidates,
      int count,
      Selection selection,
      DoubleConsumer progress) {
    AtomicBoolean ended = new AtomicBoolean();
    cancelled = ended;
    List<Example> examples =
        candidates.stream()
            .map(card -> new Example(card.image(), new Shot(null, card.text())))
            .toList();
    return EngineCall.on(
        engineThread,
        () -> {
          Precision precision = selection.plan().precision();
          try (SimilarShots shots =
              new SimilarShots(models.session(), precision, examples, ended::get, progress)) {
            return shots.of(asked, count).stream()
                .map(example -> new Card(example.image(), example.text().answer()))
                .toList();
          }
        });
  }

  @Override
  public void cancel() {
    cancelled.set(true);
  }

  /** What was written, by tokens. */
  private record Written(int[] tokens, DecodingStatistics statistics) {}

  /** One request on its way. */
  private static final class Run {
    private final ModelSession session;
    private final ExploreRequest request;
    private final AtomicBoolean cancelled;
    private final ExplorePrompt prompt;
    private final INDArray pixels;
    private final ExploreListener listener;
    private final Selection baseline;
    private final List<Proposal> proposals = new ArrayList<>();
    private int ranked;

    Run(
        ModelSession session,
        ExploreRequest request,
        AtomicBoolean cancelled,
        ExploreListener listener)
        throws BrokenImageException {
      this.session = session;
      this.request = request;
      this.cancelled = cancelled;
      this.prompt = ExplorePrompt.of(session, request);
      List<Sample> images = request.cards().stream().map(ExploreRequest.Card::image).toList();
      this.pixels = PromptPixels.of(session, images);
      this.listener = listener;
      this.baseline = session.baseline(request.selection(), MachineMemory.read());
    }

    Exploration explore() {
      ExecutionPlan plan = request.selection().plan();
      Answer dense = isBaseline() ? null : dense();
      try (PreparedFlamingo model = session.prepare(plan)) {
        long start = System.nanoTime();
        try (EncodedImages images = model.encodeImages(pixels)) {
          Written written = write(model, images, new Told());
          Answer answer = answer(written, start);
          requireWanted();
          return new Insight(session, model, prompt, pixels, images)
              .exploration(request, answer, dense, baseline, written.tokens(), proposals);
        }
      }
    }

    private boolean isBaseline() {
      return request.selection().plan().equals(baseline.plan());
    }

    private Answer dense() {
      try (PreparedFlamingo model = session.prepare(baseline.plan())) {
        long start = System.nanoTime();
        try (EncodedImages images = model.encodeImages(pixels)) {
          Answer answer = answer(write(model, images, TokenListener.NONE), start);
          requireWanted();
          return answer;
        }
      }
    }

    private Answer answer(Written written, long start) {
      double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
      String text = session.tokenizer().decode(written.tokens());
      return new Answer(text, written.statistics(), millis, session.info().trained());
    }

    private Written write(PreparedFlamingo model, EncodedImages images, TokenListener listener) {
      int[][] ids = {prompt.ids()};
      if (prompt.classes().length > 0) {
        return choose(model, images, listener);
      }
      DecodingRules rules =
          DecodingRules.forText(
              session.flamingo().config().specialTokens(), ExplorePrompt.MOST_NEW_TOKENS);
      try (Generation generation = Generation.start(model, ids, null, images)) {
        Generation.Outcome outcome = generation.decode(rules, cancelled::get, listener);
        return new Written(outcome.tokens().get(0), outcome.statistics());
      }
    }

    private Written choose(PreparedFlamingo model, EncodedImages images, TokenListener listener) {
      try (Sequence sequence = model.start(new int[][] {prompt.ids()}, null, images)) {
        int best = ClassRanking.rank(sequence, prompt.classes(), name -> ranking()).best(0);
        int[] tokens = prompt.classes()[best];
        for (int token : tokens) {
          listener.chosen(0, token);
        }
        return new Written(tokens, DecodingStatistics.NONE);
      }
    }

    /** Before each class, of the baseline's answer and of the plan's. */
    private void ranking() {
      requireWanted();
      int all = prompt.classes().length * (isBaseline() ? 1 : 2);
      listener.ranked((double) ranked++ / all);
    }

    private void requireWanted() {
      if (cancelled.get()) {
        throw new CancellationException("The request was cancelled.");
      }
    }

    /** Passes the text on, and keeps what a draft proposed. */
    private final class Told implements TokenListener {
      private final Tokenizer tokenizer = session.tokenizer();
      private final TextStream text = new TextStream(tokenizer);

      @Override
      public void chosen(int row, int token) {
        listener.wrote(text.next(token));
      }

      @Override
      public void tested(int row, int token, boolean accepted) {
        proposals.add(new Proposal(Insight.word(tokenizer, token), accepted));
      }
    }
  }
}
