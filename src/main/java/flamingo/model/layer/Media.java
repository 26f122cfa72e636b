package flamingo.model.layer;

/**
 * What a cross-attention block reads of the images of a batch: their visual tokens, or what was
 * projected from them before.
 */
public sealed interface Media permits MediaKeyValue, MediaTokens {
  /** Visual tokens an image, R. */
  int tokens();

  /** Keys and values of all visual tokens. */
  MediaKeyValue keyValue(CrossAttention block);
}
