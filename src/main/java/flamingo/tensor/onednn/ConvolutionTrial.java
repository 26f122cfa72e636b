package flamingo.tensor.onednn;

import java.util.SplittableRandom;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A convolution of 3 x 3 places on small random maps, channels last.
 *
 * @param type of maps and filters
 */
record ConvolutionTrial(DataType type) implements KernelTrial {
  private static final int BATCH = 2;
  private static final int SIDE = 9;
  private static final int INPUTS = 40;
  private static final int OUTPUTS = 24;
  private static final int FILTER = 3;

  @Override
  public String describe() {
    return "convolution of " + type;
  }

  @Override
  public Outcome run(Library library) {
    Maps x = Maps.dense(type, BATCH, SIDE, SIDE, INPUTS);
    Maps y = Maps.dense(DataType.FLOAT, BATCH, SIDE, SIDE, OUTPUTS);
    long[] shape = {OUTPUTS, INPUTS, FILTER, FILTER};
    long[] one = {1, 1};
    convolution_forward.primitive_desc description =
        new convolution_forward.primitive_desc(
            library.cpu(),
            dnnl.prop_kind.forward_inference,
            dnnl.algorithm.convolution_direct,
            x.description(),
            new memory.desc(shape, Library.type(type), memory.format_tag.any),
            y.description(),
            one,
            one,
            one,
            new primitive_attr(),
            true);
    if (description.get(true) == null
        || description.impl_info_str().getString().startsWith("ref")) {
      return null;
    }
    return new Outcome(
        description.impl_info_str().getString(), error(library, description, x, y, shape));
  }

  private double error(
      Library library,
      convolution_forward.primitive_desc description,
      Maps x,
      Maps y,
      long[] shape) {
    SplittableRandom random = new SplittableRandom(1);
    float[] xs = values(random, BATCH * SIDE * SIDE * INPUTS);
    float[] filters = values(random, OUTPUTS * INPUTS * FILTER * FILTER);
    Maps floats = Maps.dense(DataType.FLOAT, BATCH, SIDE, SIDE, INPUTS);
    long[] strides = {INPUTS * FILTER * FILTER, FILTER * FILTER, FILTER, 1};
    memory.desc plain = Library.describe(DataType.FLOAT, shape, strides);
    memory source = KernelTrial.filled(library, floats.description(), xs, x.description());
    memory.desc layout = new memory.desc(description.weights_desc());
    memory packed = KernelTrial.filled(library, plain, filters, layout);
    memory result = new memory(y.description(), library.cpu());
    Kernel kernel =
        new Kernel(
            library,
            new convolution_forward(description),
            description.impl_info_str().getString(),
            new int[] {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_DST},
            x.description(),
            layout,
            y.description());
    kernel.run(
        KernelTrial.address(source), KernelTrial.address(packed), KernelTrial.address(result));
    float[] ys = new float[BATCH * SIDE * SIDE * OUTPUTS];
    new FloatPointer(new Address().at(KernelTrial.address(result))).get(ys);
    double error = relativeError(xs, filters, ys);
    kernel.close();
    source.close();
    packed.close();
    result.close();
    return error;
  }

  /** Numbers that every type holds exactly. */
  private static float[] values(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(-64, 65) / 64f;
    }
    return values;
  }

  private static double relativeError(float[] xs, float[] filters, float[] ys) {
    double wrong = 0;
    double size = 0;
    for (int i = 0; i < ys.length; i++) {
      int output = i % OUTPUTS;
      int column = i / OUTPUTS % SIDE;
      int row = i / OUTPUTS / SIDE % SIDE;
      int image = i / OUTPUTS / SIDE / SIDE;
      double sum = 0;
      for (int tap = 0; tap < FILTER * FILTER; tap++) {
        int atRow = row + tap / FILTER - 1;
        int atColumn = column + tap % FILTER - 1;
        if (atRow >= 0 && atRow < SIDE && atColumn >= 0 && atColumn < SIDE) {
          int at = ((image * SIDE + atRow) * SIDE + atColumn) * INPUTS;
          for (int c = 0; c < INPUTS; c++) {
            int weight = (output * INPUTS + c) * FILTER * FILTER + tap;
            sum += (double) xs[at + c] * filters[weight];
          }
        }
      }
      wrong += (ys[i] - sum) * (ys[i] - sum);
      size += sum * sum;
    }
    return Math.sqrt(wrong / size);
  }
}
