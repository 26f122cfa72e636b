package flamingo.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Mini Flamingo's tokenizer: a token a word, lower case, punctuation apart. Unknown words become
 * {@code <unk>}.
 */
public final class WordTokenizer implements Tokenizer {
  private static final String WORDS = "/flamingo/text/words.txt";
  private static final Pattern TOKEN =
      Pattern.compile("<\\|?\\w+\\|?>|\\w+|[^\\s\\w]", Pattern.UNICODE_CHARACTER_CLASS);

  private final List<String> words;
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * @param words in the order of their ids, special tokens among them
   * @throws IllegalArgumentException if a word comes twice or a special token is absent
   */
  public WordTokenizer(List<String> words) {
    this.words = List.copyOf(words);
    for (String word : words) {
      if (ids.put(word, ids.size()) != null) {
        throw new IllegalArgumentException("The word \"" + word + "\" is listed twice.");
      }
    }
    List.of(SpecialText.IMAGE, SpecialText.END_OF_CHUNK, SpecialText.PADDING, SpecialText.UNKNOWN)
        .forEach(this::required);
  }

  /** The vocabulary of Mini Flamingo. */
  public static WordTokenizer mini() {
    try (InputStream file = WordTokenizer.class.getResourceAsStream(WORDS)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new WordTokenizer(text.lines().filter(line -> !line.isBlank()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int[] encode(String text) {
    List<Integer> encoded = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
    int unknown = required(SpecialText.UNKNOWN);
    while (matcher.find()) {
      encoded.add(ids.getOrDefault(matcher.group(), unknown));
    }
    return encoded.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public String decode(int... tokens) {
    return Arrays.stream(tokens)
        .filter(id -> id != image() && id != endOfChunk() && id != padding())
        .mapToObj(words::get)
        .collect(Collectors.joining(" "));
  }

  @Override
  public String settled(int... tokens) {
    return decode(tokens);
  }

  @Override
  public boolean canSpell(String text) {
    int unknown = required(SpecialText.UNKNOWN);
    return Arrays.stream(encode(text)).noneMatch(id -> id == unknown);
  }

  @Override
  public int size() {
    return words.size();
  }

  @Override
  public int image() {
    return required(SpecialText.IMAGE);
  }

  @Override
  public int endOfChunk() {
    return required(SpecialText.END_OF_CHUNK);
  }

  @Override
  public int padding() {
    return required(SpecialText.PADDING);
  }

  private int required(String word) {
    Integer id = ids.get(word);
    if (id == null) {
      throw new IllegalArgumentException("The vocabulary has no " + word + ".");
    }
    return id;
  }
}
