package flamingo.checkpoint;

/** The parts of a Flamingo, told by the names of their tensors. */
public enum ModelPart {
  VISION("vision tower", "(vision_encoder|visual|vision_model|visual_projection)\\..*"),
  RESAMPLER("resampler", "perceiver\\..*"),
  CROSS_ATTENTION("gated cross-attention", ".*\\.gated_cross_attn_layer\\..*"),
  EMBEDDINGS("embeddings", ".*\\b(wte|embed_in|embed_out|lm_head)\\.weight"),
  LANGUAGE(
      "language model", "(lang_encoder\\.)?(transformer\\.(blocks|ln_f|norm_f)|gpt_neox)\\b.*"),
  OTHER("other, not used", ".*");

  private final String title;
  private final String names;

  ModelPart(String title, String names) {
    this.title = title;
    this.names = names;
  }

  public String title() {
    return title;
  }

  static ModelPart of(String tensor) {
    for (ModelPart part : values()) {
      if (tensor.matches(part.names)) {
        return part;
      }
    }
    return OTHER;
  }
}
