package flamingo.tensor.onednn;

import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights in the layout that oneDNN's product likes best.
 *
 * @param layout of the packed weights, [inputs, outputs]
 * @param weights the packed weights; holds their memory
 * @param scales of whole numbers, or null
 * @param bias [outputs] FLOAT, or null
 */
record OneDnnLinear(
    Form form,
    Precision precision,
    memory.desc layout,
    memory weights,
    WeightScales scales,
    INDArray bias,
    String kernel)
    implements PackedLinear {

  /**
   * What a kernel depends on.
   *
   * @param product what is multiplied
   * @param run inputs that share a scale; 0 where there are no scales
   */
  record Form(int inputs, int outputs, ProductType product, int run, boolean biased) {}

  @Override
  public int inputs() {
    return form.inputs;
  }

  @Override
  public int outputs() {
    return form.outputs;
  }

  @Override
  public DataType inputType() {
    return product().x();
  }

  ProductType product() {
    return form.product;
  }

  @Override
  public long bytes() {
    long numbers =
        (bias == null ? 0 : bias.length()) + (scales == null ? 0 : scales.values().length());
    return layout.get_size() + numbers * Float.BYTES;
  }

  /** Whether x is rounded to the precision's type before it is multiplied as another one. */
  boolean rounds() {
    return inputType() != precision.activations();
  }

  /**
   * Whether the product is written as this type at once. Of FP32 numbers written as 16 bits, oneDNN
   * has nothing but its slow reference.
   */
  boolean writes(DataType type) {
    return type == DataType.FLOAT || type == inputType();
  }

  long weightsAddress() {
    return weights.get_data_handle().address();
  }
}
