package flamingo.train.module;

import flamingo.train.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@code W2 gelu(W1 norm(x))}, [.., D] to [.., D]. */
record FeedForwardModule(Norm norm, Linear expand, Linear contract) {
  /** OpenFlamingo's names: {@code 0} the norm, {@code 1} and {@code 3} linear. */
  static FeedForwardModule flamingo(Parameters parameters, long width, long multiple) {
    return new FeedForwardModule(
        Norm.of(parameters, "0", width),
        Linear.of(parameters, "1", width * multiple, width),
        Linear.of(parameters, "3", width, width * multiple));
  }

  Tensor forward(Tensor x) {
    return contract.forward(torch.gelu(expand.forward(norm.forward(x))));
  }
}
