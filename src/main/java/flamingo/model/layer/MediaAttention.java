package flamingo.model.layer;

/** Which images a text token sees. */
public enum MediaAttention {
  /** The last image before it, or its own: Flamingo's choice. Text before any image sees none. */
  IMMEDIATE,
  /**
   * All images before it. Text before any image takes the plain mean over all images of its row, as
   * in OpenFlamingo, whose masked scores are then all equal.
   */
  ALL_PREVIOUS
}
