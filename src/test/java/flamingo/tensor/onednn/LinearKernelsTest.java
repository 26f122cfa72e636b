package flamingo.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.tensor.Epilogue;
import flamingo.tensor.Precision;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LinearKernelsTest {
  static {
    Nd4j.getExecutioner(); // loads the libraries in the order that the engine does
  }

  private static final int COLLECTIONS = 50;
  private static final int INPUTS = 64;

  private final Library library = new Library();
  private final KernelCache cache = new KernelCache();
  private final LinearKernels kernels = new LinearKernels(library, new KernelTrust(library), cache);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INT8")
  void layersOfOneSizeShareAKernel(Precision precision) {
    OneDnnLinear ones = packed(1, precision);
    OneDnnLinear twos = packed(2, precision);
    float once = run(ones, 3);
    float twice = run(twos, 3);
    assertThat(once).isEqualTo(INPUTS);
    assertThat(twice).isEqualTo(2 * INPUTS);
    assertThat(run(ones, 3)).isEqualTo(once);
    assertThat(cache.size()).isOne();
    run(ones, 4);
    assertThat(cache.size()).isEqualTo(2);
  }

  /** Else the weights of a model that is gone would stay in memory. */
  @Test
  void weightsAreFreedThoughTheirKernelIsKept() {
    WeakReference<OneDnnLinear> gone = new WeakReference<>(used());
    for (int i = 0; i < COLLECTIONS && gone.get() != null; i++) {
      System.gc();
    }
    assertThat(gone.get()).isNull();
    assertThat(cache.size()).isOne();
  }

  private OneDnnLinear used() {
    OneDnnLinear weights = packed(1, Precision.FP32);
    run(weights, 3);
    return weights;
  }

  private OneDnnLinear packed(double number, Precision precision) {
    INDArray numbers = Nd4j.valueArrayOf(new long[] {32, INPUTS}, number, DataType.FLOAT);
    return kernels.pack(numbers, null, precision);
  }

  /** One of the results, which are all alike. */
  private float run(OneDnnLinear weights, int rows) {
    INDArray x = Nd4j.ones(weights.inputType(), rows, INPUTS);
    INDArray y = Nd4j.create(DataType.FLOAT, rows, weights.outputs());
    kernels.run(Rows.of(x), weights, Epilogue.NONE, Rows.of(y));
    Reference.reachabilityFence(x);
    assertThat(y.minNumber()).isEqualTo(y.maxNumber());
    return y.getFloat(0, 0);
  }
}
