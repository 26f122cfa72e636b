package flamingo.train.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * While it is open, libtorch multiplies and convolves in BF16 on this thread and keeps the rest in
 * FP32; weights stay FP32. The backward pass takes the types of the forward pass, whether it is
 * still open or not.
 */
public final class Autocast implements AutoCloseable {
  /** What products are computed in. */
  public enum Mode {
    FP32,
    BF16
  }

  private static final int TRIALS = 10;
  private static final long TRIAL_ROWS = 2048;
  private static final long TRIAL_WIDTH = 512;

  private final boolean before = torch.is_autocast_enabled(DeviceType.CPU);

  private Autocast() {}

  /** Until it is closed; an inner one decides for itself. */
  public static Autocast open(Mode mode) {
    Autocast cast = new Autocast();
    torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
    torch.set_autocast_enabled(DeviceType.CPU, mode == Mode.BF16);
    return cast;
  }

  /** BF16 where this processor multiplies it faster than FP32, by a quick trial. */
  public static Mode fastest() {
    return nanos(Mode.BF16) < nanos(Mode.FP32) ? Mode.BF16 : Mode.FP32;
  }

  /** Casts of weights are remembered until the outermost one closes. */
  @Override
  public void close() {
    torch.set_autocast_enabled(DeviceType.CPU, before);
    if (!before) {
      torch.clear_cache();
    }
  }

  private static long nanos(Mode mode) {
    try (PointerScope scope = new PointerScope();
        Autocast cast = open(mode)) {
      Tensor x = torch.randn(TRIAL_ROWS, TRIAL_WIDTH);
      Tensor weight = torch.randn(TRIAL_WIDTH, TRIAL_WIDTH);
      torch.linear(x, weight);
      long begin = System.nanoTime();
      for (int i = 0; i < TRIALS; i++) {
        torch.linear(x, weight);
      }
      return (System.nanoTime() - begin) / TRIALS;
    }
  }
}
