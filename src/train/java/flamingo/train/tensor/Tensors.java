package flamingo.train.tensor;

import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between Java arrays, ND4J arrays and libtorch tensors. */
public final class Tensors {
  private Tensors() {}

  /** Row-major values as a tensor of floats. */
  public static Tensor of(float[] values, long... shape) {
    return torch.tensor(values).reshape(shape);
  }

  /** Row-major indices as a tensor of 64-bit integers. */
  public static Tensor of(long[] values, long... shape) {
    return torch.tensor(values).reshape(shape);
  }

  /** Token ids, [B, L]. */
  public static Tensor of(int[][] ids) {
    long[] flat = Arrays.stream(ids).flatMapToInt(Arrays::stream).asLongStream().toArray();
    return of(flat, ids.length, ids[0].length);
  }

  /** A copy of any floating-point array. */
  public static Tensor of(INDArray array) {
    INDArray rows = array.castTo(DataType.FLOAT).dup('c');
    return torch.from_blob(rows.data().pointer(), rows.shape()).clone();
  }

  /** A copy as an array of FLOAT. */
  public static INDArray toArray(Tensor tensor) {
    Tensor rows = tensor.detach().to(ScalarType.Float).contiguous();
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape(rows), 'c');
    Pointer.memcpy(array.data().pointer(), rows.data_ptr_float(), rows.numel() * Float.BYTES);
    return array;
  }

  public static long[] shape(Tensor tensor) {
    long[] shape = new long[(int) tensor.dim()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.size(i);
    }
    return shape;
  }
}
