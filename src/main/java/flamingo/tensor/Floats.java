package flamingo.tensor;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Elements of arrays on the heap, copied in one piece. */
public final class Floats {
  private Floats() {}

  /**
   * All elements in C order.
   *
   * @param x FLOAT, without gaps
   */
  public static float[] of(INDArray x) {
    boolean dense = x.dataType() == DataType.FLOAT && x.ordering() == 'c' && isGapless(x);
    Shapes.require(dense, "An array that is read at once", "FLOAT without gaps", x);
    float[] values = new float[Math.toIntExact(x.length())];
    new FloatPointer(x.data().addressPointer()).get(values);
    Reference.reachabilityFence(x);
    return values;
  }

  private static boolean isGapless(INDArray x) {
    long step = 1;
    for (int dimension = x.rank() - 1; dimension >= 0; dimension--) {
      if (x.size(dimension) > 1 && x.stride(dimension) != step) {
        return false;
      }
      step *= x.size(dimension);
    }
    return true;
  }
}
