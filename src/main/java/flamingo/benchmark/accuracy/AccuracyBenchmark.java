package flamingo.benchmark.accuracy;

import flamingo.dataset.BrokenFile;
import flamingo.dataset.ImageDataset;
import flamingo.generate.ClassRanking;
import flamingo.generate.ClassScores;
import flamingo.generate.DecodingRules;
import flamingo.generate.DecodingStatistics;
import flamingo.generate.Generation;
import flamingo.image.BrokenImageException;
import flamingo.model.EncodedImages;
import flamingo.model.PreparedFlamingo;
import flamingo.model.Sequence;
import flamingo.text.Shot;
import flamingo.text.TokenBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Asks a model the requests of a task and counts right answers. A free answer is right if it is,
 * word for word, one that is accepted; of given choices, the likeliest is the answer.
 */
public final class AccuracyBenchmark {
  private static final int BATCH = 16;
  private static final int MOST_TOKENS = 32;
  private static final double NANOS = 1e9;

  private final ModelLanguage language;
  private final BooleanSupplier cancelled;
  private final IntConsumer progress;

  /**
   * What to ask.
   *
   * @param shots examples before each request
   * @param limit requests at most
   * @param seed of requests and examples
   */
  public record Request(Task task, ImageDataset dataset, int shots, int limit, long seed) {
    /**
     * @throws IllegalArgumentException if there is nothing to ask
     */
    public Request {
      if (shots < 0 || limit < 1) {
        throw new IllegalArgumentException(
            "%d requests with %d examples each cannot be asked; ask one at least, with none at least."
                .formatted(limit, shots));
      }
    }
  }

  /** An episode with its pixels, [k + 1][3 S S]. */
  private record Loaded(Episode episode, float[][] pixels) {}

  /** What has been counted so far. */
  private static final class Count {
    private final Map<String, Tally> kinds = new TreeMap<>();
    private final List<BrokenFile> broken = new ArrayList<>();
    private final List<Boolean> answers = new ArrayList<>();
    private Tally all = Tally.NONE;
    private DecodingStatistics decoding = DecodingStatistics.NONE;
    private long images;
    private long nanos;
  }

  /**
   * @param cancelled asked before every batch, and before each class that is ranked
   * @param progress told how many requests were answered
   */
  public AccuracyBenchmark(
      ModelLanguage language, BooleanSupplier cancelled, IntConsumer progress) {
    this.language = language;
    this.cancelled = cancelled;
    this.progress = progress;
  }

  /**
   * @throws TaskException if the data set has nothing for the task, or words that the model lacks
   * @throws CancellationException if {@code cancelled} said so
   */
  public Accuracy run(PreparedFlamingo model, Request request) throws TaskException {
    return run(model, request, 0);
  }

  /**
   * The same of later requests.
   *
   * @param first request that is asked, from 0
   */
  public Accuracy run(PreparedFlamingo model, Request request, int first) throws TaskException {
    Episodes episodes = Episodes.of(request.task(), request.dataset(), request.seed());
    int requests = (int) Math.min((long) first + request.limit(), episodes.size());
    Count count = new Count();
    for (int from = first; from < requests; from += BATCH) {
      requireWanted();
      List<Loaded> batch = new ArrayList<>();
      for (int index = from; index < Math.min(requests, from + BATCH); index++) {
        load(episodes.episode(index, request.shots()), batch, count);
      }
      if (!batch.isEmpty()) {
        ask(model, batch, count);
      }
      progress.accept(Math.min(requests, from + BATCH) - first);
    }
    if (count.all.asked() == 0) {
      throw new TaskException(
          "No image of %s can be read; choose another data set."
              .formatted(request.dataset().name()));
    }
    return new Accuracy(
        request.task(),
        request.shots(),
        count.all,
        List.copyOf(count.answers),
        count.kinds,
        count.decoding,
        model.attentionKept(),
        model.depth(),
        count.images,
        count.nanos / NANOS,
        count.broken);
  }

  private void load(Episode episode, List<Loaded> batch, Count count) throws TaskException {
    requireWords(episode);
    List<Turn> turns = new ArrayList<>(episode.examples());
    turns.add(episode.request());
    float[][] pixels = new float[turns.size()][];
    for (int i = 0; i < pixels.length; i++) {
      try {
        pixels[i] = language.preprocessor().values(turns.get(i).image().decode());
      } catch (BrokenImageException unusable) {
        Path file = turns.get(i).image().file();
        count.broken.add(new BrokenFile(file, unusable.reason()));
        return;
      }
    }
    batch.add(new Loaded(episode, pixels));
  }

  private void requireWords(Episode episode) throws TaskException {
    List<String> needed = episode.choices().isEmpty() ? episode.accepted() : episode.choices();
    for (String words : needed) {
      if (!language.tokenizer().canSpell(words)) {
        throw new TaskException(
            "The model has no words for \"%s\"; use words of its vocabulary, or another model."
                .formatted(words));
      }
    }
  }

  private void ask(PreparedFlamingo model, List<Loaded> batch, Count count) {
    List<int[]> prompts = batch.stream().map(each -> prompt(each.episode())).toList();
    TokenBatch tokens = TokenBatch.of(prompts, language.tokenizer().padding());
    try (INDArray pixels = pixels(batch)) {
      long start = System.nanoTime();
      List<String> answers;
      try (EncodedImages images = model.encodeImages(pixels)) {
        answers =
            batch.get(0).episode().choices().isEmpty()
                ? written(model, tokens, images, batch, count)
                : chosen(model, tokens, images, batch);
      }
      count.nanos += System.nanoTime() - start;
      count.images += pixels.size(0) * pixels.size(1);
      for (int row = 0; row < answers.size(); row++) {
        Episode episode = batch.get(row).episode();
        String answer = answers.get(row);
        boolean right = episode.accepted().stream().map(language::spelled).anyMatch(answer::equals);
        count.all = count.all.plus(right);
        count.answers.add(right);
        count.kinds.merge(
            episode.kind(), Tally.NONE.plus(right), (before, one) -> before.plus(right));
      }
    }
  }

  private void requireWanted() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("The evaluation was cancelled.");
    }
  }

  private List<String> written(
      PreparedFlamingo model,
      TokenBatch prompts,
      EncodedImages images,
      List<Loaded> batch,
      Count count) {
    DecodingRules rules = DecodingRules.forText(model.config().specialTokens(), MOST_TOKENS);
    try (Generation generation = Generation.start(model, prompts.ids(), prompts.mask(), images)) {
      Generation.Outcome outcome = generation.decode(rules);
      count.decoding = count.decoding.plus(outcome.statistics());
      List<String> texts = new ArrayList<>();
      for (int row = 0; row < outcome.tokens().size(); row++) {
        String text = language.tokenizer().decode(outcome.tokens().get(row));
        boolean asked = batch.get(row).episode().request().question() != null;
        texts.add(asked ? language.prompts().ofAnswer(text) : language.prompts().ofCaption(text));
      }
      return texts;
    }
  }

  private List<String> chosen(
      PreparedFlamingo model, TokenBatch prompts, EncodedImages images, List<Loaded> batch) {
    List<String> choices = batch.get(0).episode().choices();
    int[][] names = choices.stream().map(language.tokenizer()::encode).toArray(int[][]::new);
    try (Sequence sequence = model.start(prompts.ids(), prompts.mask(), images)) {
      ClassScores scores = ClassRanking.rank(sequence, names, name -> requireWanted());
      List<String> answers = new ArrayList<>();
      for (int row = 0; row < batch.size(); row++) {
        answers.add(language.spelled(choices.get(scores.best(row))));
      }
      return answers;
    }
  }

  private int[] prompt(Episode episode) {
    List<Shot> shots =
        episode.examples().stream().map(turn -> new Shot(turn.question(), turn.answer())).toList();
    String question = episode.request().question();
    return language
        .tokenizer()
        .encode(
            question == null
                ? language.prompts().caption(shots)
                : language.prompts().question(shots, question));
  }

  /** [B, k + 1, 3, S, S]. */
  private INDArray pixels(List<Loaded> batch) {
    int images = batch.get(0).pixels().length;
    int size = language.preprocessor().imageSize();
    int plane = 3 * size * size;
    float[] values = new float[batch.size() * images * plane];
    for (int row = 0; row < batch.size(); row++) {
      for (int image = 0; image < images; image++) {
        System.arraycopy(
            batch.get(row).pixels()[image], 0, values, (row * images + image) * plane, plane);
      }
    }
    return Nd4j.createFromArray(values).reshape('c', batch.size(), images, 3, size, size);
  }
}
