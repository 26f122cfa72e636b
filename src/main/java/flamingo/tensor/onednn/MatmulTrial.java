package flamingo.tensor.onednn;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A product of one kind, tried on small random data. oneDNN computes some combinations of types and
 * layouts silently wrong on some processors, and some exactly on one and with a bit less on
 * another.
 *
 * <pre>
 * batch   none, or b x h   M rows   K inner   N columns
 *   x     [batch, M, K]
 *   w     [batch, K, N]
 *   y     [batch, M, N]   x w, plus a bias [1, 1, M, N] that all of the batch share
 * </pre>
 *
 * @param product of which types
 * @param batch sizes before the last two; empty for a linear layer
 * @param biased whether a bias is added
 */
record MatmulTrial(ProductType product, long[] batch, long rows, boolean biased)
    implements KernelTrial {
  /** Long enough that a kernel goes through it in several steps, where it may go wrong. */
  private static final long INNER = 2120;

  private static final long COLUMNS = 48;
  private static final long SEVERAL = 7;
  private static final memory.data_type FLOAT = memory.data_type.f32;
  private static final int WHOLE = 127;
  private static final int SMALL = 7;
  private static final float HALVES = 1024;

  /** What linear layers of a type rely on: a single row, and several. */
  static MatmulTrial[] ofLinearLayers(ProductType product) {
    return new MatmulTrial[] {linear(product, 1), linear(product, SEVERAL)};
  }

  /** What attention relies on. */
  static MatmulTrial ofAttention(DataType type) {
    return scores(type, 3);
  }

  static MatmulTrial linear(ProductType product, long rows) {
    return new MatmulTrial(product, new long[0], rows, false);
  }

  /** Scores of attention with a bias that all heads share. */
  static MatmulTrial scores(DataType type, long... batch) {
    return new MatmulTrial(new ProductType(type, Library.type(type), false), batch, SEVERAL, true);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MatmulTrial trial && describe().equals(trial.describe());
  }

  @Override
  public int hashCode() {
    return describe().hashCode();
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "product of %s x %s%s, %s%d rows%s",
        product.x(),
        product.weights(),
        product.blocked() ? " in blocks" : "",
        batch.length == 0 ? "" : "batch " + Arrays.toString(batch) + ", ",
        rows,
        biased ? ", shared bias" : "");
  }

  @Override
  public Outcome run(Library library) {
    memory.desc x = dense(Library.type(product.x()), shape(rows, INNER));
    memory.desc w = dense(product.weights(), shape(INNER, COLUMNS));
    memory.desc y = dense(FLOAT, shape(rows, COLUMNS));
    memory.desc bias = dense(FLOAT, shared(rows, COLUMNS));
    memory.desc wanted = batch.length == 0 ? product.layout(INNER, COLUMNS) : w;
    primitive_attr attributes = new primitive_attr();
    product.describeTo(attributes);
    if (biased) {
      post_ops steps = new post_ops();
      steps.append_binary(dnnl.algorithm.binary_add, bias);
      attributes.set_post_ops(steps);
    }
    matmul.primitive_desc description =
        new matmul.primitive_desc(library.cpu(), x, wanted, y, attributes, true);
    if (description.get(true) == null || Library.isReference(description)) {
      return null;
    }
    return compare(library, description, new memory.desc[] {x, w, y, bias});
  }

  private Outcome compare(
      Library library, matmul.primitive_desc description, memory.desc[] layouts) {
    SplittableRandom random = new SplittableRandom(1);
    float[] xs = values(random, layouts[0]);
    float[] ws = values(random, layouts[1]);
    float[] biases = values(random, layouts[3]);
    memory x = filled(library, layouts[0], xs);
    boolean small = product.weights() == memory.data_type.s4; // packed from FLOAT columns only
    memory w =
        filled(
            library,
            small
                ? new memory.desc(shape(INNER, COLUMNS), FLOAT, new long[] {1, INNER})
                : layouts[1],
            ws);
    memory bias = filled(library, layouts[3], biases);
    memory packed = new memory(new memory.desc(description.weights_desc()), library.cpu());
    new reorder(w, packed).execute(library.stream(), w, packed);
    memory y = new memory(layouts[2], library.cpu());
    Kernel kernel =
        new Kernel(
            library,
            new matmul(description),
            description.impl_info_str().getString(),
            new int[] {
              dnnl.DNNL_ARG_SRC,
              dnnl.DNNL_ARG_WEIGHTS,
              dnnl.DNNL_ARG_DST,
              biased
                  ? dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1
                  : dnnl.DNNL_ARG_SCRATCHPAD
            },
            layouts[0],
            new memory.desc(description.weights_desc()),
            layouts[2],
            biased ? layouts[3] : new memory.desc());
    kernel.run(
        KernelTrial.address(x),
        KernelTrial.address(packed),
        KernelTrial.address(y),
        KernelTrial.address(bias));
    float[] ys = new float[length(shape(rows, COLUMNS))];
    new FloatPointer(new Address().at(KernelTrial.address(y))).get(ys);
    double error = relativeError(xs, ws, biases, ys);
    kernel.close();
    for (memory each : new memory[] {x, w, bias, packed, y}) {
      each.close();
    }
    return new Outcome(description.impl_info_str().getString(), error);
  }

  /** Random numbers as a type holds them. */
  private static float[] values(SplittableRandom random, memory.desc layout) {
    float[] values = new float[(int) elements(layout)];
    memory.data_type type = layout.get_data_type().intern();
    for (int i = 0; i < values.length; i++) {
      float value = (float) (random.nextDouble() * 2 - 1);
      values[i] =
          switch (type) {
            case s8 -> Math.round(value * WHOLE);
            case s4 -> Math.round(value * SMALL);
            case f16 -> Math.round(value * HALVES) / HALVES;
            case bf16 -> Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xFFFF0000);
            default -> value;
          };
    }
    return values;
  }

  private static memory filled(Library library, memory.desc layout, float[] values) {
    long[] shape = new long[layout.get_ndims()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = layout.get_dims().get(i);
    }
    return KernelTrial.filled(library, dense(FLOAT, shape), values, layout);
  }

  private double relativeError(float[] xs, float[] ws, float[] biases, float[] ys) {
    double wrong = 0;
    double size = 0;
    for (int i = 0; i < ys.length; i++) {
      int column = i % (int) COLUMNS;
      int row = i / (int) COLUMNS;
      int product = row / (int) rows;
      double sum = biased ? biases[i % (int) (rows * COLUMNS)] : 0;
      for (int k = 0; k < INNER; k++) {
        sum +=
            (double) xs[row * (int) INNER + k]
                * ws[(product * (int) INNER + k) * (int) COLUMNS + column];
      }
      wrong += (ys[i] - sum) * (ys[i] - sum);
      size += sum * sum;
    }
    return Math.sqrt(wrong / size);
  }

  private long[] shape(long last, long width) {
    long[] shape = Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = last;
    shape[batch.length + 1] = width;
    return shape;
  }

  private long[] shared(long last, long width) {
    long[] shape = shape(last, width);
    Arrays.fill(shape, 0, batch.length, 1);
    return shape;
  }

  private static memory.desc dense(memory.data_type type, long[] shape) {
    long[] strides = new long[shape.length];
    long step = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= shape[i];
    }
    return new memory.desc(shape, type, strides);
  }

  private static int length(long[] shape) {
    return (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  private static long elements(memory.desc layout) {
    long elements = 1;
    for (int i = 0; i < layout.get_ndims(); i++) {
      elements *= layout.get_dims().get(i);
    }
    return elements;
  }
}
