package flamingo.benchmark.profile;

import flamingo.benchmark.Sampler;
import flamingo.benchmark.workload.OpenWorkload;
import flamingo.benchmark.workload.Workloads;
import flamingo.model.ExecutionPlan;
import flamingo.tensor.TensorOps;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What this machine can do at best, measured: the rate of a large product, and of a copy that no
 * cache holds.
 *
 * @param gigaflopsPerSecond of a product of 2048 x 2048 matrices in the plan's precision
 * @param gigabytesPerSecond read and written by a copy of 256 MiB
 * @see <a href="https://doi.org/10.1145/1498765.1498785">Williams et al., Roofline</a>
 */
public record Roofline(double gigaflopsPerSecond, double gigabytesPerSecond) {
  private static final int SAMPLES = 20;
  private static final String PRODUCT = "gemm-2048x2048x2048";
  private static final long COPIED = 64L << 20;
  private static final long ROW = 1 << 16;

  /** Measures both on the thread that calls. */
  public static Roofline measure(TensorOps ops, ExecutionPlan plan, Sampler sampler) {
    OpenWorkload product =
        Workloads.named(PRODUCT)
            .orElseThrow()
            .open(ops, ExecutionPlan.DENSE.withPrecision(plan.precision()));
    INDArray from = Nd4j.zeros(DataType.FLOAT, COPIED / ROW, ROW);
    INDArray to = Nd4j.zeros(DataType.FLOAT, COPIED / ROW, ROW);
    double best = best(sampler.time(product.call(), SAMPLES).millis());
    double copy = best(sampler.time(() -> ops.copy(from, to), SAMPLES).millis());
    from.close();
    to.close();
    return new Roofline(product.flops() / best * 1e-6, 2.0 * COPIED * Float.BYTES / copy * 1e-6);
  }

  private static double best(List<Double> millis) {
    return Collections.min(millis);
  }
}
