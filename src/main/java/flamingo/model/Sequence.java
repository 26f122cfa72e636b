package flamingo.model;

import flamingo.model.language.KeyValueCache;
import flamingo.model.language.LanguageModel;
import flamingo.model.language.Padding;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.Media;
import flamingo.model.layer.MediaLayout;
import flamingo.model.layer.MediaReader;
import flamingo.model.layer.Views;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch of interleaved prompts that can be continued: the state of one request. Further tokens
 * see the last image of their prompt.
 *
 * <pre>
 * B batch   L tokens so far   n further tokens   V vocabulary
 *   logits   [B, V]   of the last position
 * </pre>
 */
public final class Sequence implements AutoCloseable {
  private static final int ROOM = 32;

  private final PackedFlamingo model;
  private final TensorOps ops;
  private final Set<ExactSaving> savings;
  private final MediaReader reader;
  private final KeyValueCache memory;
  private IntFunction<Media> media;
  private MediaLayout prompt;
  private final EncodedImages owned;
  private final INDArray logits;

  /**
   * Runs the prompt.
   *
   * @param reader closed with the sequence
   * @param owned closed with the sequence; null for nothing
   */
  Sequence(
      PackedFlamingo model,
      Set<ExactSaving> savings,
      MediaReader reader,
      int[][] ids,
      int[][] mask,
      EncodedImages images,
      EncodedImages owned) {
    Padding padding = Padding.of(mask, ids);
    this.model = model;
    this.ops = model.ops();
    this.savings = savings;
    this.reader = reader;
    this.prompt = PreparedFlamingo.layout(model.config(), ids, images);
    this.media = PreparedFlamingo.media(model, savings, images, ids.length);
    this.owned = owned;
    this.memory = model.language().newCache(padding, padding.length() + ROOM);
    this.logits =
        Nd4j.createUninitialized(
            DataType.FLOAT, ids.length, 1, model.config().language().vocabulary());
    runAndKeep(() -> run(ids, prompt));
  }

  /** Scores of the next token, [B, V]; overwritten by the next {@link #step}. */
  public INDArray logits() {
    return logits.reshape('c', logits.size(0), logits.size(2));
  }

  /** Number of sequences, B. */
  public int batch() {
    return memory.batch();
  }

  /** Tokens so far, L, prompt and padding included. */
  public int length() {
    return memory.length();
  }

  /**
   * Appends one token to each sequence.
   *
   * @param tokens [B]
   * @return scores of the token after it, [B, V]; overwritten by the next step
   * @throws IllegalArgumentException for an {@code <image>}, or if the model's context is full
   */
  public INDArray step(int[] tokens) {
    return append(Arrays.stream(tokens).mapToObj(token -> new int[] {token}).toArray(int[][]::new));
  }

  /**
   * Appends several tokens to each sequence at once.
   *
   * @param tokens [B][n]
   * @return scores of the token after the last one, [B, V]; overwritten by the next step
   */
  public INDArray append(int[][] tokens) {
    runAndKeep(() -> runFurther(tokens));
    return logits();
  }

  /**
   * The same, with the scores of the token after each of them.
   *
   * @param tokens [B][n]
   * @param scores takes what it needs of them, [B, n, V]; they are scratch
   */
  public <T> T extend(int[][] tokens, Function<INDArray, T> scores) {
    try (Scope scratch = ops.scope()) {
      return scores.apply(model.language().logits(runFurther(tokens)));
    }
  }

  /**
   * Appends one token to each branch of each sequence. What branches have in common is kept once:
   * the prompt, its images, and all tokens up to where they part.
   *
   * @param tokens [B][W]
   * @param parents which branch of the step before each token goes on from, [B][W]; all go on from
   *     the prompt at first
   * @return scores of the token after each of them, [B, W, V]
   * @throws IllegalArgumentException for an {@code <image>}, or if the model's context is full
   */
  public INDArray branch(int[][] tokens, int[][] parents) {
    return scored(tokens, () -> runBranches(tokens, parents));
  }

  /**
   * Reads another prompt, of which the first tokens and their images are those that were read.
   *
   * @param ids the whole prompt
   * @param kept how many of its tokens were read, at least one
   * @param images the caller's
   */
  void reread(int[] ids, int kept, EncodedImages images) {
    memory.rewind(kept);
    int[][] row = {ids};
    prompt = PreparedFlamingo.layout(model.config(), row, images);
    media = PreparedFlamingo.media(model, savings, images, 1);
    int[][] rest = {Arrays.copyOfRange(ids, kept, ids.length)};
    runAndKeep(() -> run(rest, prompt.from(kept)));
  }

  /**
   * Checks before a decoder sets out that it will not meet the end of the model's context.
   *
   * @throws IllegalArgumentException saying how many tokens there are and how many fit
   */
  public void requireRoom(int more) {
    memory.requireRoom(more);
  }

  /** Takes back further tokens: the sequence has {@code length} tokens afterwards. */
  public void truncate(int length) {
    memory.truncate(length);
  }

  @Override
  public void close() {
    reader.close();
    memory.close();
    logits.close();
    if (owned != null) {
      owned.close();
    }
  }

  private INDArray scored(int[][] tokens, Supplier<INDArray> text) {
    int vocabulary = model.config().language().vocabulary();
    INDArray scores = ops.create(DataType.FLOAT, tokens.length, tokens[0].length, vocabulary);
    try (Scope scratch = ops.scope()) {
      ops.copy(model.language().logits(text.get()), scores);
    }
    return scores;
  }

  private INDArray runBranches(int[][] tokens, int[][] parents) {
    requireText(tokens);
    INDArray x = model.language().embed(tokens); // [B, W, D]
    model.language().branch(x, parents, memory, attending(prompt.following(tokens[0].length)));
    return x;
  }

  private INDArray runFurther(int[][] tokens) {
    requireText(tokens);
    return run(tokens, prompt.following(tokens[0].length));
  }

  private void requireText(int[][] tokens) {
    int image = model.config().specialTokens().image();
    if (tokens.length != batch()) {
      throw new IllegalArgumentException(
          "There are %d sequences, but %d were to be continued.".formatted(batch(), tokens.length));
    }
    if (Arrays.stream(tokens).flatMapToInt(Arrays::stream).anyMatch(token -> token == image)) {
      throw new IllegalArgumentException(
          "A sequence cannot be continued with <image>; images belong into the prompt.");
    }
  }

  private INDArray run(int[][] ids, MediaLayout layout) {
    LanguageModel language = model.language();
    INDArray x = language.embed(ids); // [B, n, D]
    language.run(x, memory, attending(layout));
    return x;
  }

  private CrossAttending attending(MediaLayout layout) {
    return new CrossAttending(model.blocks(), media, layout, savings, reader, LayerObserver.NONE);
  }

  /** Keeps the scores after the last token; what they were computed from is scratch. */
  private void runAndKeep(Supplier<INDArray> text) {
    try (Scope scratch = ops.scope()) {
      keepLast(text.get());
    }
    if (!savings.contains(ExactSaving.REUSED_SCRATCH)) {
      ops.freeScratch();
    }
  }

  private void keepLast(INDArray x) {
    if (savings.contains(ExactSaving.LAST_LOGITS)) {
      ops.copy(model.language().logits(last(x)), logits); // of [B, 1, D]
    } else {
      ops.copy(last(model.language().logits(x)), logits); // of [B, n, V]
    }
  }

  private static INDArray last(INDArray x) {
    return Views.rows(x, x.size(1) - 1, x.size(1));
  }
}
