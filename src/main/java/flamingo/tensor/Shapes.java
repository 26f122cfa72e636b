package flamingo.tensor;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shape checks with messages that name both shapes. */
public final class Shapes {
  private Shapes() {}

  /**
   * @throws ShapeException naming {@code what}, the expected shape and the one given, unless {@code
   *     holds}
   */
  public static void require(boolean holds, String what, String expected, INDArray given) {
    if (!holds) {
      throw new ShapeException(
          what + " must be " + expected + ", but is " + Arrays.toString(given.shape()) + ".");
    }
  }

  /** Checks that the last dimension of {@code x} is {@code width}. */
  public static void requireWidth(INDArray x, int width, String what) {
    require(x.rank() > 0 && x.size(-1) == width, what, "[..., " + width + "]", x);
  }

  /** Checks that two arrays have as many rows, all dimensions but the last taken together. */
  public static void requireRows(INDArray x, INDArray like, String what) {
    long rows = like.length() / like.size(-1);
    require(x.length() / x.size(-1) == rows, what, rows + " rows", x);
  }
}
