package flamingo.ui.shell;

import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log how long the start took. */
final class StartUp {
  private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

  private StartUp() {}

  /**
   * @param what is there now
   */
  static void reached(String what) {
    long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    LOG.info("Start: {} after {} ms", what, millis);
  }
}
