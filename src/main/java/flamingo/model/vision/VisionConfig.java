package flamingo.model.vision;

/** Sizes of a vision tower. */
public sealed interface VisionConfig permits TransformerConfig, ConvNetConfig, GraphConfig {
  /** Side of the square image in pixels, S. */
  int imageSize();

  /** Tokens of an image, P. */
  int patches();

  /** Width of the tokens, D. */
  int width();

  /** Number of trained numbers. */
  long parameters();
}
