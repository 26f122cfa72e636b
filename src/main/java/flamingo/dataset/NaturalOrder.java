package flamingo.dataset;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * Names as people sort them: {@code image2} before {@code image10}, capitals among small letters.
 */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = partEnd(a, i);
      int endB = partEnd(b, j);
      int order = compareParts(a.substring(i, endA), b.substring(j, endB));
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  /** A part is a run of digits or one other character. */
  private static int partEnd(String text, int from) {
    int end = from + 1;
    while (isDigit(text.charAt(from)) && end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int compareParts(String a, String b) {
    if (isDigit(a.charAt(0)) && isDigit(b.charAt(0))) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return a.compareToIgnoreCase(b);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
