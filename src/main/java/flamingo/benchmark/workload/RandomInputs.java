package flamingo.benchmark.workload;

import java.util.Arrays;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Inputs from the standard normal distribution, always the same. */
public final class RandomInputs {
  private static final long SEED = 4;

  private RandomInputs() {}

  public static INDArray normal(long... shape) {
    Random random = new Random(SEED);
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, shape, 'c');
  }
}
