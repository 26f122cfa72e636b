package flamingo.ui.results;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Times as the user's clock shows them. */
final class Times {
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private Times() {}

  /**
   * The time of today, date and time of other days.
   *
   * @param timestamp ISO 8601, UTC; what is none is shown as it is
   */
  static String shown(String timestamp) {
    try {
      ZonedDateTime time = Instant.parse(timestamp).atZone(ZoneId.systemDefault());
      boolean today = time.toLocalDate().equals(LocalDate.now());
      return (today ? TODAY : EARLIER).format(time);
    } catch (DateTimeParseException e) {
      return timestamp;
    }
  }
}
