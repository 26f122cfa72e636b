package flamingo.tensor.engine;

import flamingo.tensor.EngineInfo;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import flamingo.tensor.onednn.OneDnnOps;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Opens engines. The number of threads is a setting of OpenMP that belongs to the thread that sets
 * it: open an engine on the thread that will use it.
 */
public final class Engines {
  private static final String REFERENCE = "ND4J " + version(Nd4j.class);

  private Engines() {}

  /**
   * oneDNN; the plain ND4J reference where its library cannot load, with the reason.
   *
   * @throws IllegalArgumentException if there are not 1 to {@link #processors()} threads
   */
  public static Engine fastest(int threads) {
    return fastest(threads, OneDnnOps::new);
  }

  static Engine fastest(int threads, Supplier<TensorOps> fast) {
    useThreads(threads);
    try {
      TensorOps ops = fast.get();
      String engine = "oneDNN " + OneDnnOps.version();
      return new Engine(ops, new EngineInfo(engine, OneDnnOps.isa(), threads, null));
    } catch (LinkageError e) {
      String note =
          "The fast engine, oneDNN, cannot load here (%s), so plain ND4J is used, which is many times slower."
              .formatted(e.getMessage());
      return new Engine(
          new Nd4jOps(), new EngineInfo(REFERENCE, "as OpenBLAS chooses", threads, note));
    }
  }

  /**
   * Plain ND4J, the oracle.
   *
   * @throws IllegalArgumentException if there are not 1 to {@link #processors()} threads
   */
  public static Engine reference(int threads) {
    useThreads(threads);
    return new Engine(
        new Nd4jOps(), new EngineInfo(REFERENCE, "as OpenBLAS chooses", threads, null));
  }

  /** Processors that this process may use. */
  public static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** All processors but one, which is left to the window and the garbage collector. */
  public static int defaultThreads() {
    return Math.max(1, processors() - 1);
  }

  private static void useThreads(int threads) {
    if (threads < 1 || threads > processors()) {
      throw new IllegalArgumentException(
          "%d threads were asked for, but this machine has %d processors; choose 1 to %d."
              .formatted(threads, processors(), processors()));
    }
    Nd4j.getExecutioner(); // loads the backend, which the next line needs
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
  }

  private static String version(Class<?> of) {
    String version = of.getPackage().getImplementationVersion();
    return version == null ? "1.0.0-M2.1" : version;
  }
}
