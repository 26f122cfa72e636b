package flamingo.tensor.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.function.Supplier;

/**
 * What becomes of large blocks of native memory that are freed. The C library of Linux soon keeps
 * blocks of up to 32 MB for later, between those that stay; after weights of many sizes have been
 * converted and packed, a hundred megabytes and more lie there unused.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/mallopt.3.html">mallopt</a>
 */
public final class LargeBlocks {
  private static final int TRIM_THRESHOLD = -1;
  private static final int MMAP_THRESHOLD = -3;
  private static final int RETURNED = 4 << 20;

  /** What the library comes to by itself where blocks of this size have been freed. */
  private static final int KEPT = 32 << 20;

  private LargeBlocks() {}

  /**
   * Does something in which blocks of 4 MB and more go back to the system as soon as they are
   * freed. A platform that has no such setting does the same in more memory.
   */
  public static <T> T returned(Supplier<T> work) {
    set(MMAP_THRESHOLD, RETURNED);
    try {
      return work.get();
    } finally {
      set(MMAP_THRESHOLD, KEPT);
      set(TRIM_THRESHOLD, 2 * KEPT);
    }
  }

  private static void set(int parameter, int bytes) {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      Function set = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction("mallopt");
      set.invokeInt(new Object[] {parameter, bytes});
    } catch (LinkageError | RuntimeException e) {
      System.getLogger(LargeBlocks.class.getName())
          .log(System.Logger.Level.INFO, "Freed memory stays with the process", e);
    }
  }
}
