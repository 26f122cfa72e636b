package flamingo.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.tensor.Epilogue;
import flamingo.tensor.Precision;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConvolutionKernelsTest {
  private static final int COLLECTIONS = 50;

  private final Library library = new Library();
  private final KernelCache cache = new KernelCache(1);
  private final ConvolutionKernels kernels =
      new ConvolutionKernels(library, new KernelTrust(library), cache);

  /** Filters of a model that is gone must not stay in memory with all their packed copies. */
  @Test
  void filtersAreFreedThoughTheirKernelIsKept() {
    WeakReference<OneDnnConvolution> gone = new WeakReference<>(used());
    for (int i = 0; i < COLLECTIONS && gone.get() != null; i++) {
      System.gc();
    }
    assertThat(gone.get()).isNull();
    assertThat(cache.size()).isOne();
  }

  @Test
  void filtersOfOneSizeShareAKernel() {
    OneDnnConvolution ones = used();
    OneDnnConvolution twos = packed(2);
    INDArray once = run(ones, 6);
    INDArray twice = run(twos, 6);
    assertThat(cache.size()).isOne();
    assertThat(twice).isEqualTo(once.mul(2));
    assertThat(run(ones, 6)).isEqualTo(once);
  }

  @Test
  void aKernelThatWasGivenUpIsMadeAgain() {
    OneDnnConvolution filters = used();
    INDArray first = run(filters, 6);
    run(filters, 8);
    assertThat(run(filters, 6)).isEqualTo(first);
  }

  @Test
  void filtersThatWereUsedCanBePrinted() {
    assertThat(used()).asString().startsWith("3 to 5 channels, 3x3, ");
  }

  private OneDnnConvolution used() {
    OneDnnConvolution filters = packed(1);
    run(filters, 6);
    return filters;
  }

  private OneDnnConvolution packed(double number) {
    INDArray numbers = Nd4j.valueArrayOf(new long[] {5, 3, 3, 3}, number, DataType.FLOAT);
    return kernels.pack(numbers, Nd4j.zeros(DataType.FLOAT, 5), 1, 1, Precision.FP32);
  }

  private INDArray run(OneDnnConvolution filters, int side) {
    INDArray x = Nd4j.ones(DataType.FLOAT, 1, side, side, 3);
    INDArray y = Nd4j.create(DataType.FLOAT, 1, side, side, filters.outputs());
    kernels.run(x, filters, Epilogue.NONE, y);
    Reference.reachabilityFence(x);
    return y;
  }
}
