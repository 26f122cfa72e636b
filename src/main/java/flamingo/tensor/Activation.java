package flamingo.tensor;

/** The function applied to the output of a linear layer or a convolution. */
public enum Activation {
  NONE,
  /** Exact Gaussian error linear unit: {@code x * (1 + erf(x / sqrt 2)) / 2}. */
  GELU,
  /** {@code x * sigmoid(1.702 x)}, the unit of CLIP's towers. */
  QUICK_GELU,
  /** {@code max(0, x)}. */
  RELU
}
