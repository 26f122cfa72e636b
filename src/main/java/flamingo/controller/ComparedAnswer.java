package flamingo.controller;

/**
 * A plan's answer beside that of the dense baseline.
 *
 * @param dense null where it was not asked for
 * @param relativeL2Error of the scores of the first token
 * @param tokenAgreement share of the baseline's tokens that the plan's answer has at the same
 *     place, 0 to 1
 */
public record ComparedAnswer(
    Answer answer, Answer dense, double relativeL2Error, double tokenAgreement) {

  /** One that is compared with nothing. */
  public static ComparedAnswer alone(Answer answer) {
    return new ComparedAnswer(answer, null, Double.NaN, Double.NaN);
  }
}
