package flamingo.model.layer;

import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.TensorOps;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code x += gate * W h}, in one pass or in several. */
final class GatedSum {
  private GatedSum() {}

  /**
   * @param h [B, L, E]
   * @param weights E to D
   * @param x [B, L, D], FLOAT, is changed
   */
  static void add(
      TensorOps ops,
      INDArray h,
      PackedLinear weights,
      INDArray x,
      float gate,
      Set<ExactSaving> savings) {
    if (savings.contains(ExactSaving.FUSED_GATES)) {
      ops.linear(h, weights, Epilogue.gatedResidual(x, gate), x);
      return;
    }
    Epilogue scaled = new Epilogue(Activation.NONE, gate, null, DataType.FLOAT);
    ops.add(x, ops.linear(h, weights, scaled));
  }
}
