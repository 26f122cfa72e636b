package flamingo.checkpoint;

import flamingo.model.FlamingoConfig;
import flamingo.model.ResamplerConfig;
import flamingo.model.SpecialTokens;
import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Weights;
import flamingo.model.vision.TransformerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A small model of OpenFlamingo's layout, and its parts written as users have them. */
public final class TinyModel {
  static final int WORDS = 20;
  private static final int FILLED = 24;

  /** Rows of the language model's tables. */
  private final int filled;

  final FlamingoConfig config;
  final Map<String, INDArray> tensors = new LinkedHashMap<>();

  private TinyModel(LanguageConfig language, int words, int every) {
    int width = language.width();
    this.filled = language.vocabulary();
    this.config =
        new FlamingoConfig(
            new TransformerConfig(8, 4, 64, 1, 1, 16, 6),
            ResamplerConfig.images(64, 2, 1, 64, 4),
            language.withVocabulary(words),
            new CrossAttentionConfig(width, 64, 1, 64, 4, MediaAttention.IMMEDIATE),
            every,
            new SpecialTokens(words - 3, words - 2, words - 1));
    Weights random = RandomWeights.seeded(width);
    ParameterShapes.of(config).forEach((name, shape) -> tensors.put(name, random.get(name, shape)));
  }

  public static TinyModel mpt() {
    return new TinyModel(
        LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 16, 2, 2, FILLED, 32), WORDS, 1);
  }

  public static TinyModel neox() {
    return new TinyModel(LanguageConfig.neox(16, 2, 4, 32, FILLED, 32), WORDS, 2);
  }

  /**
   * One whose tokenizer is the smallest of {@code TokenizerJson}, with the three added tokens.
   *
   * @param words of the tokenizer
   */
  public static TinyModel speaking(int words) {
    return new TinyModel(
        LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 32, 2, 2, words + 8, 256), words + 3, 1);
  }

  /** All three parts below a folder. */
  public ModelParts write(Path folder) throws IOException {
    return new ModelParts(
        writeCheckpoint(folder), writeLanguage(folder.resolve("lm")), writeVision(folder));
  }

  Path writeCheckpoint(Path folder) throws IOException {
    Map<String, INDArray> trained = new TreeMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (isTrained(name)) {
            trained.put(name, tensor);
          }
        });
    return save(folder.resolve("checkpoint.safetensors"), trained);
  }

  Path writeVision(Path folder) throws IOException {
    return save(folder.resolve("open_clip.safetensors"), under("vision_encoder.", "visual."));
  }

  /** The frozen layers, and tables that are filled up with rows that the model does not have. */
  public Path writeLanguage(Path folder) throws IOException {
    Files.createDirectories(folder);
    save(folder.resolve("model.safetensors"), languageTensors());
    Files.writeString(folder.resolve("config.json"), languageJson());
    return folder;
  }

  Map<String, INDArray> languageTensors() {
    Map<String, INDArray> frozen = under("lang_encoder.", "");
    frozen.keySet().removeIf(name -> name.contains(ParameterShapes.BLOCK));
    LanguageKind kind = config.language().kind();
    for (String table : new String[] {kind.embedding(), kind.output()}) {
      frozen.put(table + ".weight", Nd4j.rand(filled, config.language().width()));
    }
    return frozen;
  }

  String languageJson() {
    LanguageConfig language = config.language();
    return language.kind() == LanguageKind.GPT_NEOX
        ? """
          {"model_type": "gpt_neox", "hidden_size": %d, "num_attention_heads": %d,
           "num_hidden_layers": %d, "intermediate_size": %d, "vocab_size": %d,
           "max_position_embeddings": %d, "use_parallel_residual": false}
          """
            .formatted(
                language.width(),
                language.heads(),
                language.layers(),
                language.feedForward(),
                filled,
                language.contextLength())
        : """
          {"model_type": "mosaic_gpt", "d_model": %d, "n_heads": %d, "n_layers": %d,
           "vocab_size": %d, "max_seq_len": %d, "alibi": true, "attn_qk_ln": true,
           "no_bias": true, "mlp_ratio": 4}
          """
            .formatted(
                language.width(),
                language.heads(),
                language.layers(),
                filled,
                language.contextLength());
  }

  private boolean isTrained(String name) {
    LanguageKind kind = config.language().kind();
    return name.startsWith("perceiver.")
        || name.contains(ParameterShapes.BLOCK)
        || name.equals("lang_encoder." + kind.embedding() + ".weight")
        || name.equals("lang_encoder." + kind.output() + ".weight");
  }

  private Map<String, INDArray> under(String prefix, String other) {
    Map<String, INDArray> found = new TreeMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            found.put(other + name.substring(prefix.length()), tensor);
          }
        });
    return found;
  }

  static Path save(Path file, Map<String, INDArray> tensors) throws IOException {
    SafetensorsWriter.write(file, tensors, Map.of());
    return file;
  }
}
