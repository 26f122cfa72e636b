package flamingo.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A watchdog that sees nothing would be worse than none. */
class FxStallsTest {
  private static final Duration STALL = Duration.ofMillis(150);

  @BeforeAll
  static void toolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void aThreadThatComputesIsSeen() throws InterruptedException {
    FxStalls.Stall longest = longest(FxStallsTest::compute);
    assertThat(longest.duration()).isBetween(Duration.ofMillis(100), Duration.ofMillis(400));
    assertThat(longest.toString()).contains("FxStallsTest.compute");
  }

  @Test
  void aThreadThatWaitsIsSeen() throws InterruptedException {
    FxStalls.Stall longest = longest(LockSupport::parkNanos);
    assertThat(longest.duration()).isBetween(Duration.ofMillis(100), Duration.ofMillis(400));
    assertThat(longest.toString()).contains("LockSupport.park");
  }

  @Test
  void anIdleThreadIsNot() throws InterruptedException {
    assertThat(longest(nanos -> {}).duration()).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void collectionsOfGarbageAreNotItsFault() throws InterruptedException {
    List<Object> kept = IntStream.range(0, 3_000_000).<Object>mapToObj(i -> new int[4]).toList();
    FxStalls stalls = FxStalls.watch();
    for (int i = 0; i < 50; i++) {
      System.gc();
      WaitForAsyncUtils.waitForFxEvents();
    }
    assertThat(stalls.end().duration()).isLessThan(Duration.ofMillis(40));
    Reference.reachabilityFence(kept);
  }

  private static FxStalls.Stall longest(LongConsumer work) throws InterruptedException {
    FxStalls stalls = FxStalls.watch();
    WaitForAsyncUtils.waitForFxEvents();
    Platform.runLater(() -> work.accept(STALL.toNanos()));
    WaitForAsyncUtils.waitForFxEvents();
    return stalls.end();
  }

  /** However long the system takes to give it that time. */
  private static void compute(long nanos) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + nanos;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
