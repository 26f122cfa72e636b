package flamingo.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test in which the window stood still for longer than people put up with. A pane or dialog
 * that is opened for the first time has more: tests load its classes and compile them, without the
 * archive that the program is started from. In a real window the thread also waits for the display
 * server, another program: there, the longest stall is told only.
 */
public final class FxWatchdog implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
  private static final Duration LONGEST = Duration.ofMillis(100);
  private static final Duration LONGEST_AT_FIRST = Duration.ofMillis(250);

  private final Duration longestAllowed;
  private FxStalls stalls;

  /** Whatever is done to a window that is open already. */
  public FxWatchdog() {
    this(LONGEST);
  }

  private FxWatchdog(Duration longestAllowed) {
    this.longestAllowed = longestAllowed;
  }

  /** Where panes and dialogs are opened for the first time. */
  public static FxWatchdog ofFirstUse() {
    return new FxWatchdog(LONGEST_AT_FIRST);
  }

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    stalls = FxStalls.watch();
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws InterruptedException {
    FxStalls.Stall longest = stalls.end();
    context.publishReportEntry("longest stall", longest.duration().toMillis() + " ms");
    if (System.getProperty("glass.platform").equals("Monocle")) {
      assertThat(longest.duration()).as(longest.toString()).isLessThanOrEqualTo(longestAllowed);
    }
  }
}
