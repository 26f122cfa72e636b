package flamingo.text;

import java.util.regex.Pattern;

/**
 * What is taken of a text that a model wrote, which may run on into a next prompt before it ends.
 *
 * @see <a href="https://arxiv.org/abs/2308.01390">OpenFlamingo, section 4</a>
 */
public final class AnswerText {
  private static final Pattern NEXT_CAPTION = Pattern.compile("Output");
  private static final Pattern NEXT_QUESTION = Pattern.compile("Question|Answer|Short|, ");

  private AnswerText() {}

  /** A caption as it is compared with others: up to the next prompt, without double quotes. */
  public static String caption(String written) {
    return before(NEXT_CAPTION, written).replace("\"", "");
  }

  /** An answer as it is compared with others: up to the next prompt or the first comma. */
  public static String answer(String written) {
    return before(NEXT_QUESTION, written);
  }

  private static String before(Pattern next, String written) {
    return next.split(written, 2)[0];
  }
}
