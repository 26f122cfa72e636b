package flamingo.tensor;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The filters of a convolution with a bias, laid out for one engine by {@link
 * TensorOps#packConvolution} and usable by that engine only.
 */
public interface PackedConvolution {
  /** Channels of x. */
  int inputs();

  /** Channels of y. */
  int outputs();

  /** Width and height of a filter. */
  int filterSize();

  /** Places from one application to the next. */
  int stride();

  /** Zeros around x. */
  int padding();

  Precision precision();

  /** Type in which the engine likes x best; other types are converted on the way in. */
  DataType inputType();

  /** Bytes that the packed filters and the bias occupy. */
  long bytes();

  /** Name of the kernel that convolves, as the library tells it. */
  String kernel();

  /** Width or height of y for that of x. */
  default long outputSize(long inputSize) {
    return (inputSize + 2L * padding() - filterSize()) / stride() + 1;
  }
}
