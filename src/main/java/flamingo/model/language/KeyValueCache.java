package flamingo.model.language;

import flamingo.model.layer.KeyValues;
import flamingo.tensor.Span;
import java.util.List;

/**
 * What a language model remembers of a batch of sequences: keys and values of every layer, so that
 * a further token costs one row. One for each request; close it when the request is done.
 */
public final class KeyValueCache implements AutoCloseable {
  private final List<KeyValues> layers;
  private final Padding padding;
  private final int contextLength;
  private int length;
  private int shortest;
  private Branching branching;

  KeyValueCache(List<KeyValues> layers, Padding padding, int contextLength) {
    this.layers = layers;
    this.padding = padding;
    this.contextLength = contextLength;
    this.shortest = padding.length();
    if (!padding.isContinuable()) {
      throw new IllegalArgumentException(
          "Sequences that are padded on the right cannot be continued; pad them on the left.");
    }
  }

  public int batch() {
    return padding.batch();
  }

  /** Tokens so far, padding included. */
  public int length() {
    return length;
  }

  /** Forgets all but the first {@code count} tokens, which must include the prompt. */
  public void truncate(int count) {
    if (count < shortest || count > length) {
      throw new IllegalArgumentException(
          "A sequence of %d tokens, %d of them its prompt, cannot be cut to %d."
              .formatted(length, shortest, count));
    }
    layers.forEach(layer -> layer.truncate(count));
    length = count;
    branching = null;
  }

  /**
   * Goes back into the prompt, so that another one can be read from there.
   *
   * @throws IllegalArgumentException if a sequence is padded, or nothing would be left
   */
  public void rewind(int count) {
    if (!padding.isNone() || count < 1) {
      throw new IllegalArgumentException(
          "Only sequences without padding go back into their prompts, and not to their beginning.");
    }
    shortest = Math.min(count, length);
    truncate(count);
  }

  KeyValues layer(int index) {
    return layers.get(index);
  }

  /** Spans of the next {@code count} tokens; the first call is the prompt. */
  List<Span> next(int count) {
    if (branching != null) {
      throw new IllegalStateException("A sequence that branches does not go on as one.");
    }
    requireContext(length + count);
    List<Span> spans = length == 0 ? padding.spans() : padding.further(length, count);
    length += count;
    return spans;
  }

  /**
   * Spans of one more token of each branch of each sequence.
   *
   * @param parents which branch of the step before each goes on from, [B][W]
   */
  List<Span> branch(int[][] parents) {
    if (branching == null) {
      branching = new Branching(padding, length, parents[0].length);
    }
    requireContext(branching.length() + 1);
    length += parents[0].length;
    return branching.next(parents);
  }

  /**
   * @param more tokens that may follow
   * @throws IllegalArgumentException saying how many there are and how many fit
   */
  public void requireRoom(int more) {
    if (length + more > contextLength) {
      throw new IllegalArgumentException(
          "The prompt has %d tokens and %d more may follow, but this model reads at most %d together; shorten the prompt, use fewer examples, or allow fewer new tokens."
              .formatted(length, more, contextLength));
    }
  }

  private void requireContext(int tokens) {
    if (tokens > contextLength) {
      throw new IllegalArgumentException(
          "The sequence would have %d tokens, but this model reads at most %d; shorten it."
              .formatted(tokens, contextLength));
    }
  }

  @Override
  public void close() {
    layers.forEach(KeyValues::close);
  }
}
