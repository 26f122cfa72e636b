package flamingo.ui.common;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for what must not hold up the window. They do not keep the program alive. */
public final class Background {
  private Background() {}

  /**
   * @param name of the threads, with a number after it
   */
  public static ExecutorService threads(String name, int count) {
    return Executors.newFixedThreadPool(count, factory(name));
  }

  /** Makes such threads. */
  public static ThreadFactory factory(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      return thread;
    };
  }
}
