package flamingo.tensor.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scales of weights that are whole numbers.
 *
 * @param values [runs, outputs] FLOAT, dense
 * @param run inputs that share a scale
 * @param inputs of the layer
 */
record WeightScales(INDArray values, int run, int inputs) {
  private static final int OF_OUTPUTS = 2;
  private static final int OF_BOTH = 3;

  void describeTo(primitive_attr attributes) {
    if (run == inputs) {
      attributes.set_scales_mask(dnnl.DNNL_ARG_WEIGHTS, OF_OUTPUTS);
    } else {
      attributes.set_scales(dnnl.DNNL_ARG_WEIGHTS, OF_BOTH, new long[] {run, 1});
    }
  }
}
