package flamingo.benchmark.caption;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Words of a caption as the Penn Treebank parts them, in lower case and without punctuation: {@code
 * don't} is {@code do n't}, {@code dog's} is {@code dog 's}, and {@code t-shirt} is one word.
 */
final class CaptionWords {
  private static final Pattern ENDING =
      Pattern.compile("(?<=[\\p{L}\\p{N}])(n't|'(?:s|m|d|re|ve|ll))(?![\\p{L}\\p{N}])");
  private static final Pattern WORD =
      Pattern.compile(
          "n't|'(?:s|m|d|re|ve|ll)\\b|[\\p{L}\\p{N}\\p{M}$%&]+(?:[-./'][\\p{L}\\p{N}]+)*");

  private CaptionWords() {}

  static List<String> of(String caption) {
    String plain = caption.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    String parted = ENDING.matcher(plain).replaceAll(" $1");
    return WORD.matcher(parted).results().map(MatchResult::group).toList();
  }
}
