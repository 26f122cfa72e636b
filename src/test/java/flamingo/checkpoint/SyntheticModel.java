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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes the parts of a model of about a gigabyte with random weights, tensor by tensor, to measure
 * loading: {@code java -cp ... flamingo.checkpoint.SyntheticModel FOLDER}. A {@code tokenizer.json}
 * of GPT-NeoX put into {@code FOLDER/lm} makes it answer.
 */
final class SyntheticModel {
  private static final int WORDS = 50_280;
  private static final FlamingoConfig CONFIG =
      new FlamingoConfig(
          new TransformerConfig(224, 14, 1024, 2, 16, 4096, 768),
          ResamplerConfig.images(1024, 2, 8, 64, 64),
          LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 1024, 16, 10, WORDS, 2048),
          new CrossAttentionConfig(1024, 1024, 8, 64, 4, MediaAttention.IMMEDIATE),
          2,
          new SpecialTokens(WORDS - 3, WORDS - 2, WORDS - 1));
  private static final String LANGUAGE =
      """
      {"model_type": "mosaic_gpt", "d_model": 1024, "n_heads": 16, "n_layers": 10,
       "vocab_size": 50280, "max_seq_len": 2048, "alibi": true, "attn_qk_ln": true,
       "no_bias": true, "mlp_ratio": 4}
      """;

  private SyntheticModel() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path language = Files.createDirectories(folder.resolve("lm"));
    String table = "lang_encoder." + CONFIG.language().kind().embedding() + ".weight";
    Predicate<String> vision = name -> name.startsWith("vision_encoder.");
    Predicate<String> trained =
        name ->
            name.startsWith("perceiver.")
                || name.contains(ParameterShapes.BLOCK)
                || name.equals(table);
    write(folder.resolve("open_clip.safetensors"), vision, "vision_encoder.", "visual.");
    writeTorch(folder.resolve("checkpoint.pt"), trained);
    write(
        language.resolve("model.safetensors"),
        trained.or(vision).negate().or(table::equals),
        "lang_encoder.",
        "");
    Files.writeString(language.resolve("config.json"), LANGUAGE);
  }

  /** As PyTorch saves it: a storage each, in an archive without compression. */
  private static void writeTorch(Path file, Predicate<String> wanted) throws IOException {
    Map<String, long[]> shapes = new TreeMap<>(ParameterShapes.of(CONFIG));
    shapes.keySet().removeIf(wanted.negate());
    Weights random = RandomWeights.seeded(1);
    Pickle pickle = new Pickle().op('}');
    int key = 0;
    long end = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, long[]> shape : shapes.entrySet()) {
        int[] sizes = LongStream.of(shape.getValue()).mapToInt(Math::toIntExact).toArray();
        int[] strides = sizes.clone();
        for (int d = sizes.length - 1, step = 1; d >= 0; d--) {
          strides[d] = step;
          step *= sizes[d];
        }
        pickle.text(shape.getKey()).tensor("" + key, 0, sizes, strides).op('s');
        try (INDArray tensor = random.get(shape.getKey(), shape.getValue())) {
          byte[] bytes = new byte[Math.toIntExact(tensor.length() * Float.BYTES)];
          new BytePointer(tensor.data().pointer()).get(bytes);
          end = Pickle.store(zip, "checkpoint/data/" + key++, bytes, end);
        }
      }
      Pickle.store(zip, "checkpoint/data.pkl", pickle.op('.').bytes(), end);
    }
  }

  private static void write(Path file, Predicate<String> wanted, String prefix, String other)
      throws IOException {
    Map<String, long[]> shapes = new TreeMap<>(ParameterShapes.of(CONFIG));
    shapes.keySet().removeIf(wanted.negate());
    List<SafetensorsStream.Plan> plans = new ArrayList<>();
    shapes.forEach(
        (name, shape) ->
            plans.add(
                new SafetensorsStream.Plan(
                    other + name.substring(prefix.length()), StoredType.F32, shape)));
    Weights random = RandomWeights.seeded(1);
    try (SafetensorsStream out = new SafetensorsStream(file, plans, Map.of())) {
      for (Map.Entry<String, long[]> shape : shapes.entrySet()) {
        String name = other + shape.getKey().substring(prefix.length());
        try (INDArray tensor = random.get(shape.getKey(), shape.getValue())) {
          SafetensorsWriter.append(out, name, tensor);
        }
      }
      out.finish();
    }
  }
}
