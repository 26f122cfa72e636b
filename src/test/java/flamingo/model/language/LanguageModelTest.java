package flamingo.model.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.Golden;
import flamingo.model.layer.LayerObserver;
import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Views;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public class LanguageModelTest {
  private final TensorOps ops = new Nd4jOps();

  @TestFactory
  Stream<DynamicTest> equalsTheReferenceImplementation() {
    return Golden.cases("language-model", this::check);
  }

  private void check(Golden.Case golden) {
    LanguageModel model =
        new LanguageModel(
            config(golden.golden().config()), golden.golden().weights(), ops, Precision.FP32);
    int[][] ids = golden.ids("ids");
    int[][] mask = golden.has("attention_mask") ? golden.ids("attention_mask") : null;

    golden.check("logits", model.forward(ids, mask));

    int steps = golden.json().get("new_tokens").asInt();
    if (steps > 0) {
      decode(golden, model, ids, mask, steps);
    }
  }

  private void decode(
      Golden.Case golden, LanguageModel model, int[][] ids, int[][] mask, int steps) {
    int[][] greedy = golden.expectedIds("greedy");
    INDArray all = Nd4j.create(DataType.FLOAT, ids.length, steps, model.config().vocabulary());
    try (KeyValueCache cache = model.newCache(Padding.of(mask, ids), 2)) {
      INDArray x = model.embed(ids);
      for (int step = 0; step < steps; step++) {
        model.run(x, cache, LayerObserver.NONE);
        INDArray logits = model.logits(Views.rows(x, x.size(1) - 1, x.size(1)));
        int[][] next = new int[ids.length][1];
        for (int row = 0; row < ids.length; row++) {
          all.slice(row).slice(step).assign(logits.slice(row).slice(0));
          next[row][0] = logits.slice(row).slice(0).argMax().getInt(0);
          assertThat(next[row][0]).as("row %d, step %d", row, step).isEqualTo(greedy[row][step]);
        }
        x = model.embed(next);
      }
    }
    golden.check("step_logits", all);
  }

  @ParameterizedTest
  @MethodSource("splits")
  void cachedDecodingEqualsTheWholePass(LanguageKind kind, int prompt, int chunk) {
    LanguageModel model = model(kind);
    int[][] ids = {{1, 5, 2, 9, 3, 3, 8, 7, 4, 6, 0}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1}};
    INDArray whole = model.forward(ids, null);

    try (KeyValueCache cache = model.newCache(Padding.none(2, prompt), 1)) {
      for (int from = 0, to = prompt; to <= ids[0].length; from = to, to += chunk) {
        INDArray x = model.embed(columns(ids, from, to));
        model.run(x, cache, LayerObserver.NONE);
        INDArray expected = Views.rows(whole, from, to).dup();
        assertThat(model.logits(x).equalsWithEps(expected, 1e-4)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("paddings")
  void paddingChangesNothing(LanguageKind kind, int padding) {
    LanguageModel model = model(kind);
    int[] row = {1, 5, 2, 9, 3};
    int[] left = new int[row.length + padding];
    int[] mask = new int[left.length];
    System.arraycopy(row, 0, left, padding, row.length);
    Arrays.fill(mask, padding, left.length, 1);

    INDArray padded = model.forward(new int[][] {left}, new int[][] {mask});
    INDArray alone = model.forward(new int[][] {row}, null);

    INDArray real = Views.rows(padded, padding, left.length).dup();
    assertThat(real.equalsWithEps(alone, 1e-4)).isTrue();
  }

  static Stream<Arguments> paddings() {
    return Stream.of(LanguageKind.values())
        .flatMap(
            kind -> IntStream.rangeClosed(1, 4).mapToObj(padding -> Arguments.of(kind, padding)));
  }

  static Stream<Arguments> splits() {
    return Stream.of(LanguageKind.values())
        .flatMap(
            kind -> IntStream.range(0, 18).mapToObj(i -> Arguments.of(kind, 1 + i / 3, 1 + i % 3)));
  }

  @Test
  void truncatedMemoryForgets() {
    LanguageModel model = model(LanguageKind.MPT);
    try (KeyValueCache cache = model.newCache(Padding.none(1, 3), 8)) {
      model.run(model.embed(new int[][] {{1, 2, 3}}), cache, LayerObserver.NONE);
      INDArray first = next(model, cache, 4);
      cache.truncate(3);
      next(model, cache, 7);
      cache.truncate(3);

      assertThat(next(model, cache, 4)).isEqualTo(first);
      assertThatThrownBy(() -> cache.truncate(2)).hasMessageContaining("3 of them its prompt");
    }
  }

  @Test
  void sequencesThatCannotBeReadAreRefusedInASentence() {
    LanguageModel model = model(LanguageKind.GPT_NEOX);

    assertThatThrownBy(() -> model.forward(new int[1][33], null))
        .hasMessage("The sequence has 33 tokens, but this model reads at most 32; shorten it.");
    assertThatThrownBy(() -> model.newCache(Padding.of(new int[][] {{1, 0}}, new int[1][2]), 4))
        .hasMessageContaining("pad them on the left");
    assertThatThrownBy(() -> Padding.of(new int[][] {{1, 0, 1}}, new int[1][3]))
        .hasMessageContaining("[1, 0, 1]");
    assertThatThrownBy(() -> LanguageConfig.mpt(LanguageKind.MPT, 12, 3, 1, 10, 10))
        .hasMessageContaining("not for 3");
  }

  @TestFactory
  Stream<DynamicTest> parametersAreCountedLikeTheReference() {
    return Golden.cases(
        "language-model",
        golden ->
            assertThat(config(golden.golden().config()).parameters())
                .isEqualTo(
                    golden.golden().tensors().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("weights."))
                        .mapToLong(entry -> entry.getValue().length())
                        .sum()));
  }

  private INDArray next(LanguageModel model, KeyValueCache cache, int token) {
    INDArray x = model.embed(new int[][] {{token}});
    model.run(x, cache, LayerObserver.NONE);
    return model.logits(x);
  }

  private static int[][] columns(int[][] ids, int from, int to) {
    return Stream.of(ids).map(row -> Arrays.copyOfRange(row, from, to)).toArray(int[][]::new);
  }

  private LanguageModel model(LanguageKind kind) {
    LanguageConfig config =
        kind == LanguageKind.GPT_NEOX
            ? LanguageConfig.neox(12, 3, 2, 20, 10, 32)
            : LanguageConfig.mpt(kind, 16, 4, 2, 10, 32);
    return new LanguageModel(config, RandomWeights.seeded(9), ops, Precision.FP32);
  }

  /** From the names of the family's config.json. */
  public static LanguageConfig config(JsonNode config) {
    int words = config.get("vocab_size").asInt();
    if (config.get("model_type").asText().equals("gpt_neox")) {
      return LanguageConfig.neox(
          config.get("hidden_size").asInt(),
          config.get("num_attention_heads").asInt(),
          config.get("num_hidden_layers").asInt(),
          config.get("intermediate_size").asInt(),
          words,
          config.get("max_position_embeddings").asInt());
    }
    boolean mosaic = config.get("model_type").asText().equals("mosaic_gpt");
    return LanguageConfig.mpt(
        mosaic ? LanguageKind.MOSAIC_GPT : LanguageKind.MPT,
        config.get("d_model").asInt(),
        config.get("n_heads").asInt(),
        config.get("n_layers").asInt(),
        words,
        config.get("max_seq_len").asInt());
  }
}
