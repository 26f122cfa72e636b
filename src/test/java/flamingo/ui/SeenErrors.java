package flamingo.ui;

import flamingo.controller.UserFacingError;
import flamingo.ui.common.ErrorReporter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was reported. */
public final class SeenErrors implements ErrorReporter {
  private final List<UserFacingError> errors = new CopyOnWriteArrayList<>();

  @Override
  public void report(UserFacingError error) {
    errors.add(error);
  }

  public List<UserFacingError> errors() {
    return errors;
  }
}
