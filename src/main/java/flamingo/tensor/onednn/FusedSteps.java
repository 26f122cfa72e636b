package flamingo.tensor.onednn;

import flamingo.tensor.Activation;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;

/** What oneDNN does to a product before it writes it. */
final class FusedSteps {
  private static final float QUICK_GELU_SLOPE = 1.702f;

  private FusedSteps() {}

  /**
   * Activation, scale and residual, in this order.
   *
   * @param residual its layout, where it lies elsewhere
   */
  static void append(
      post_ops steps,
      Activation activation,
      float scale,
      ResidualPlace place,
      memory.desc residual) {
    switch (activation) {
      case GELU -> steps.append_eltwise(dnnl.algorithm.eltwise_gelu_erf, 0, 0);
      case QUICK_GELU -> steps.append_eltwise(dnnl.algorithm.eltwise_swish, QUICK_GELU_SLOPE, 0);
      case RELU -> steps.append_eltwise(dnnl.algorithm.eltwise_relu, 0, 0);
      case NONE -> {}
    }
    if (scale != 1) {
      steps.append_eltwise(dnnl.algorithm.eltwise_linear, scale, 0);
    }
    switch (place) {
      case IN_PLACE -> steps.append_sum();
      case ELSEWHERE -> steps.append_binary(dnnl.algorithm.binary_add, residual);
      case NONE -> {}
    }
  }

  /** oneDNN's number of the argument of the last step. */
  static int lastArgument(post_ops steps) {
    return dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * steps.len() | dnnl.DNNL_ARG_SRC_1;
  }
}
