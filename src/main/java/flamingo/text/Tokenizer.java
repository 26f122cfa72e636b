package flamingo.text;

/** Text to token ids and back. */
public interface Tokenizer {
  /** Ids of a text; special tokens are recognised where they are written out. */
  int[] encode(String text);

  /** Text of ids; special tokens are left out. */
  String decode(int... ids);

  /** The beginning of {@link #decode} that stays whatever ids follow. */
  String settled(int... ids);

  /** Number of ids: they are 0 to size - 1. */
  int size();

  /** Id of {@code <image>}. */
  int image();

  /** Id of {@code <|endofchunk|>}. */
  int endOfChunk();

  /** Id of the padding token. */
  int padding();

  /** Whether there are tokens for every word of a text. */
  boolean canSpell(String text);
}
