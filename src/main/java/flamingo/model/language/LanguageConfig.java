package flamingo.model.language;

/**
 * Sizes of a {@link LanguageModel}.
 *
 * @param kind family of the decoder
 * @param width of the tokens, D
 * @param heads number of attention heads
 * @param layers number of layers
 * @param feedForward hidden width of the feed-forward blocks
 * @param vocabulary rows of the embedding table, V
 * @param contextLength longest sequence in tokens
 * @param normEpsilon epsilon of the layer normalisations
 * @param rotaryBase base of the rotary embedding, GPT-NeoX only
 */
public record LanguageConfig(
    LanguageKind kind,
    int width,
    int heads,
    int layers,
    int feedForward,
    int vocabulary,
    int contextLength,
    float normEpsilon,
    float rotaryBase) {
  private static final float EPSILON = 1e-5f;
  private static final float ROTARY_BASE = 10_000;

  /**
   * @throws IllegalArgumentException if a size is not positive, the heads do not fill the width, or
   *     ALiBi has a number of heads that is no power of two
   */
  public LanguageConfig {
    if (Math.min(Math.min(width, heads), Math.min(layers, feedForward)) < 1
        || Math.min(vocabulary, contextLength) < 1
        || width % heads != 0) {
      throw new IllegalArgumentException(
          "A language model of width %d, %d heads, %d layers and %d words does not divide evenly."
              .formatted(width, heads, layers, vocabulary));
    }
    if (kind != LanguageKind.GPT_NEOX && Integer.bitCount(heads) != 1) {
      throw new IllegalArgumentException(
          "ALiBi is defined here for 1, 2, 4, 8... heads, not for %d; choose another model."
              .formatted(heads));
    }
  }

  /** An MPT with ALiBi; {@code kind} says whether queries and keys are normalised. */
  public static LanguageConfig mpt(
      LanguageKind kind, int width, int heads, int layers, int vocabulary, int contextLength) {
    return new LanguageConfig(
        kind, width, heads, layers, 4 * width, vocabulary, contextLength, EPSILON, 0);
  }

  /** A GPT-NeoX with rotary positions over whole heads. */
  public static LanguageConfig neox(
      int width, int heads, int layers, int feedForward, int vocabulary, int contextLength) {
    return new LanguageConfig(
        LanguageKind.GPT_NEOX,
        width,
        heads,
        layers,
        feedForward,
        vocabulary,
        contextLength,
        EPSILON,
        ROTARY_BASE);
  }

  /**
   * Checks before anything is computed that a prompt and its answer can be read.
   *
   * @param length tokens of the prompt
   * @param more tokens of the answer, at most
   * @throws IllegalArgumentException saying how many there are and how many fit
   */
  public void requireRoom(int length, int more) {
    if (length + more > contextLength) {
      throw new IllegalArgumentException(
          "The prompt has %d tokens and the answer may take %d more, but this model reads %d at most; take images out or shorten texts."
              .formatted(length, more, contextLength));
    }
  }

  public LanguageConfig withLayers(int count) {
    return new LanguageConfig(
        kind, width, heads, count, feedForward, vocabulary, contextLength, normEpsilon, rotaryBase);
  }

  public LanguageConfig withVocabulary(int words) {
    return new LanguageConfig(
        kind, width, heads, layers, feedForward, words, contextLength, normEpsilon, rotaryBase);
  }

  /** Number of trained numbers. */
  public long parameters() {
    long w = width;
    long matrices = 4 * w * w + 2 * w * feedForward;
    long norms = 2 * w + (kind == LanguageKind.MOSAIC_GPT ? 2 * w : 0);
    long biases = kind.hasBiases() ? 4 * w + feedForward + w + 2 * w : 0;
    long tables = (kind.isTied() ? 1 : 2) * (long) vocabulary * w;
    return tables + w + (kind.hasBiases() ? w : 0) + layers * (matrices + norms + biases);
  }
}
