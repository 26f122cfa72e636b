package flamingo.controller;

/**
 * What went wrong, as a person is told.
 *
 * @param code stable, for searching: {@code DATASET_UNREADABLE}
 * @param sentence what is wrong, naming the thing
 * @param remedy what to do about it; empty where the sentence says so
 * @param details for those who want them; may be null
 */
public record UserFacingError(String code, String sentence, String remedy, String details) {
  static final String UNEXPECTED = "UNEXPECTED";

  /** Whether it is a fault of the program rather than of its input. */
  public boolean isUnexpected() {
    return code.equals(UNEXPECTED);
  }
}
