package flamingo.ui.common;

import flamingo.controller.UserFacingError;

/** Takes what went wrong to the user. May be called from any thread. */
@FunctionalInterface
public interface ErrorReporter {
  void report(UserFacingError error);
}
