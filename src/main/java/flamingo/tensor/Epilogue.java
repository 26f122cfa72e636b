package flamingo.tensor;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What happens to the product of a linear layer before it is written: {@code residual + scale *
 * activation(x W^T + b)}.
 *
 * @param activation applied after the bias
 * @param scale factor of the activated product, 1 where nothing is scaled
 * @param residual added last, of the output's shape; null for none
 * @param output type of the result; FLOAT where a residual is given
 */
public record Epilogue(Activation activation, float scale, INDArray residual, DataType output) {

  public static final Epilogue NONE = new Epilogue(Activation.NONE, 1, null, DataType.FLOAT);

  /**
   * @throws IllegalArgumentException if a residual is to be added to something that is not FLOAT
   */
  public Epilogue {
    if (residual != null && output != DataType.FLOAT) {
      throw new IllegalArgumentException("A residual stream is FLOAT, not " + output + ".");
    }
  }

  public static Epilogue activation(Activation activation) {
    return new Epilogue(activation, 1, null, DataType.FLOAT);
  }

  public static Epilogue residual(INDArray residual) {
    return new Epilogue(Activation.NONE, 1, residual, DataType.FLOAT);
  }

  /** Adds {@code gate} times the product to the residual; {@code gate} is tanh of the parameter. */
  public static Epilogue gatedResidual(INDArray residual, float gate) {
    return new Epilogue(Activation.NONE, gate, residual, DataType.FLOAT);
  }

  /** The same, written as another type, for instance the input type of the layer that follows. */
  public Epilogue as(DataType type) {
    return new Epilogue(activation, scale, residual, type);
  }
}
