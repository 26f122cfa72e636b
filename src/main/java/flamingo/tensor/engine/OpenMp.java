package flamingo.tensor.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * Settings of the OpenMP library, which it reads from the process environment once, when it loads.
 *
 * <p>Its threads wait for the next operation by spinning. For ever, as is its default, they starve
 * the window; not at all, every operation pays for waking them. Spinning for a moment keeps both
 * quick.
 */
public final class OpenMp {
  private static final String VARIABLE = "GOMP_SPINCOUNT";
  private static final String SPINS = "20000";

  private OpenMp() {}

  /**
   * Sets what the user has not set. Call it before the first use of any native library; a platform
   * that does not let it keeps OpenMP's own default, which is slower beside a window, not wrong.
   *
   * @return whether the setting is in force, the user's own included
   */
  public static boolean configure() {
    if (System.getenv(VARIABLE) != null || System.getenv("OMP_WAIT_POLICY") != null) {
      return true;
    }
    try {
      return setInProcess() == 0;
    } catch (LinkageError | RuntimeException e) {
      System.getLogger(OpenMp.class.getName())
          .log(System.Logger.Level.INFO, "OpenMP keeps its default waiting", e);
      return false;
    }
  }

  private static int setInProcess() {
    if (Platform.isWindows()) {
      Function put = NativeLibrary.getInstance("msvcrt").getFunction("_putenv_s");
      return put.invokeInt(new Object[] {VARIABLE, SPINS});
    }
    Function set = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction("setenv");
    return set.invokeInt(new Object[] {VARIABLE, SPINS, 1});
  }
}
