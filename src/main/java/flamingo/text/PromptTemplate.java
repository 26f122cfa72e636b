package flamingo.text;

import java.util.List;

/**
 * How examples and a request are written as one interleaved text, with an {@code <image>} token for
 * each image, the request's last.
 *
 * @see <a href="https://arxiv.org/abs/2308.01390">OpenFlamingo, section 4</a>
 */
public enum PromptTemplate {
  /** As OpenFlamingo was evaluated; each example ends its line. */
  OPEN_FLAMINGO("Output:", "Question:", " Short answer:", "", "\n", ""),
  /** Mini Flamingo's: words and punctuation apart. */
  MINI(" output : ", " question : ", " answer : ", " ", " ", " ");

  private final String beforeCaption;
  private final String beforeQuestion;
  private final String beforeAnswer;
  private final String beforeEnd;
  private final String afterShot;
  private final String afterLabel;

  PromptTemplate(
      String beforeCaption,
      String beforeQuestion,
      String beforeAnswer,
      String beforeEnd,
      String afterShot,
      String afterLabel) {
    this.beforeCaption = beforeCaption;
    this.beforeQuestion = beforeQuestion;
    this.beforeAnswer = beforeAnswer;
    this.beforeEnd = beforeEnd;
    this.afterShot = afterShot;
    this.afterLabel = afterLabel;
  }

  /** A prompt for the caption of the last image. */
  public String caption(List<Shot> shots) {
    return shots(shots, afterShot) + SpecialText.IMAGE + beforeCaption.stripTrailing();
  }

  /** A prompt for the answer to a question about the last image. */
  public String question(List<Shot> shots, String question) {
    return shots(shots, afterShot) + (SpecialText.IMAGE + asked(question)).stripTrailing();
  }

  /** A prompt that the name of the last image's class is to follow. */
  public String label(List<Shot> shots) {
    return shots(shots, afterLabel) + SpecialText.IMAGE + beforeCaption.stripTrailing();
  }

  /** What counts of a text that a model wrote after {@link #caption}. */
  public String ofCaption(String written) {
    return this == OPEN_FLAMINGO ? AnswerText.caption(written).strip() : written;
  }

  /** What counts of a text that a model wrote after {@link #question}. */
  public String ofAnswer(String written) {
    return this == OPEN_FLAMINGO ? AnswerText.answer(written).strip() : written;
  }

  /**
   * The same prompt with the text of its examples but without their images, which leaves the last
   * {@code <image>} alone: what the reference calls zero shots, with two examples.
   */
  public static String withoutShotImages(String prompt) {
    int last = prompt.lastIndexOf(SpecialText.IMAGE);
    return prompt.substring(0, Math.max(last, 0)).replace(SpecialText.IMAGE, "")
        + prompt.substring(Math.max(last, 0));
  }

  private String shots(List<Shot> shots, String afterEach) {
    StringBuilder prompt = new StringBuilder();
    for (Shot shot : shots) {
      prompt
          .append(SpecialText.IMAGE)
          .append(shot.question() == null ? beforeCaption : asked(shot.question()))
          .append(SpecialText.plain(shot.answer()))
          .append(beforeEnd)
          .append(SpecialText.END_OF_CHUNK)
          .append(afterEach);
    }
    return prompt.toString();
  }

  private String asked(String question) {
    return beforeQuestion + SpecialText.plain(question) + beforeAnswer;
  }
}
