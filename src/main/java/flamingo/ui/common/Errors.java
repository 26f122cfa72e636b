package flamingo.ui.common;

import flamingo.controller.Failures;
import flamingo.controller.UserFacingError;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Says to a person what an exception says to a programmer. */
public final class Errors {
  private Errors() {}

  /** Empty where someone cancelled the task, which is no error. */
  public static Optional<UserFacingError> unlessCancelled(Throwable thrown) {
    Throwable cause = cause(thrown);
    return cause instanceof CancellationException
        ? Optional.empty()
        : Optional.of(Failures.of(cause));
  }

  /** An error that no one foresaw, with its stack trace as details. */
  public static UserFacingError unexpected(Throwable thrown) {
    return new UserFacingError(
        "UNEXPECTED",
        Texts.text("error.unexpected", thrown.getClass().getSimpleName()),
        Texts.text("error.unexpected.remedy"),
        trace(thrown));
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? cause(thrown.getCause())
        : thrown;
  }

  private static String trace(Throwable thrown) {
    String frames =
        Arrays.stream(thrown.getStackTrace())
            .map(frame -> "\n  at " + frame)
            .collect(Collectors.joining());
    Throwable cause = thrown.getCause();
    return thrown + frames + (cause == null ? "" : "\ncaused by " + trace(cause));
  }
}
