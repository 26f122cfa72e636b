package flamingo.ui.results;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Times as the user's clock shows them. */
final class Times {
  private static final DateTimeFormatter OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Times() {}

  /**
   * @param timestamp ISO 8601, UTC; what is none is shown as it is
   */
  static String ofDay(String timestamp) {
    try {
      return OF_DAY.format(Instant.parse(timestamp).atZone(ZoneId.systemDefault()));
    } catch (DateTimeParseException e) {
      return timestamp;
    }
  }
}
