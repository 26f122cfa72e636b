package flamingo.model.language;

/** The families of decoder that OpenFlamingo is built on, and the names of their parts. */
public enum LanguageKind {
  /**
   * MPT-1B as first published, {@code mosaic_gpt}: ALiBi, queries and keys normalised over the full
   * width, no biases, output tied to the embedding.
   */
  MOSAIC_GPT(
      "transformer.wte",
      "transformer.blocks",
      "transformer.ln_f",
      "ln_1",
      "ln_2",
      "mlp.mlp_up",
      "mlp.mlp_down"),
  /** MPT-7B: the same without normalised queries and keys. */
  MPT(
      "transformer.wte",
      "transformer.blocks",
      "transformer.norm_f",
      "norm_1",
      "norm_2",
      "ffn.up_proj",
      "ffn.down_proj"),
  /** GPT-NeoX with sequential residuals: rotary positions, biases, an output of its own. */
  GPT_NEOX(
      "gpt_neox.embed_in",
      "gpt_neox.layers",
      "gpt_neox.final_layer_norm",
      "input_layernorm",
      "post_attention_layernorm",
      "mlp.dense_h_to_4h",
      "mlp.dense_4h_to_h");

  private final String embedding;
  private final String layers;
  private final String finalNorm;
  private final String attentionNorm;
  private final String feedForwardNorm;
  private final String expand;
  private final String contract;

  LanguageKind(
      String embedding,
      String layers,
      String finalNorm,
      String attentionNorm,
      String feedForwardNorm,
      String expand,
      String contract) {
    this.embedding = embedding;
    this.layers = layers;
    this.finalNorm = finalNorm;
    this.attentionNorm = attentionNorm;
    this.feedForwardNorm = feedForwardNorm;
    this.expand = expand;
    this.contract = contract;
  }

  /** Whether linear layers and normalisations have biases. */
  public boolean hasBiases() {
    return this == GPT_NEOX;
  }

  /** Whether the output layer is the embedding table. */
  public boolean isTied() {
    return this != GPT_NEOX;
  }

  /** Name of the embedding table. */
  public String embedding() {
    return embedding;
  }

  /** Name of the linear layer of queries, keys and values. */
  public String queryKeyValue() {
    return this == GPT_NEOX ? "attention.query_key_value" : "attn.Wqkv";
  }

  /** Name of the linear layer after the attention. */
  public String attentionOutput() {
    return this == GPT_NEOX ? "attention.dense" : "attn.out_proj";
  }

  /** Name of the layer that scores words: the embedding where it is tied. */
  public String output() {
    return isTied() ? embedding : "embed_out";
  }

  /** Name that the layers are numbered under. */
  public String layers() {
    return layers;
  }

  /** Name of the normalisation after the last layer. */
  public String finalNorm() {
    return finalNorm;
  }

  /** Name of the normalisation before the attention of a layer. */
  public String attentionNorm() {
    return attentionNorm;
  }

  /** Name of the normalisation before the feed-forward block of a layer. */
  public String feedForwardNorm() {
    return feedForwardNorm;
  }

  /** Name of the first linear layer of a feed-forward block. */
  public String expand() {
    return expand;
  }

  /** Name of the second linear layer of a feed-forward block. */
  public String contract() {
    return contract;
  }
}
