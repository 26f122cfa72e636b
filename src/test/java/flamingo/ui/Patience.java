package flamingo.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testfx.util.WaitForAsyncUtils;

/** Waits for what the window is to show, and asks on the window's own thread. */
public final class Patience {
  private static final long ONE_LOOK_MILLIS = 10_000;

  private Patience() {}

  /**
   * @param seconds at most
   * @throws AssertionError if it is not shown by then
   */
  public static void until(int seconds, Callable<Boolean> shown) {
    try {
      WaitForAsyncUtils.waitFor(
          seconds,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.waitForAsyncFx(ONE_LOOK_MILLIS, shown));
    } catch (TimeoutException e) {
      throw new AssertionError("The window did not show it within " + seconds + " seconds.", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }
}
