package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Sparsity;
import flamingo.model.vision.TransformerConfig;
import flamingo.tensor.engine.Engines;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** On a model with so many visual tokens that they are chosen before keys are projected. */
class ChosenTokensTest {
  private static final int IMAGE = 1;
  private static final FlamingoConfig CONFIG =
      new FlamingoConfig(
          new TransformerConfig(8, 4, 16, 1, 2, 32, 8),
          ResamplerConfig.images(16, 1, 2, 8, 128),
          LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 32, 4, 4, 20, 64),
          new CrossAttentionConfig(32, 16, 2, 64, 2, MediaAttention.IMMEDIATE),
          2,
          new SpecialTokens(0, IMAGE, 2));
  private static final ExecutionPlan SPARSE =
      ExecutionPlan.DENSE.withSparsity(new Sparsity(16, Sparsity.Per.IMAGE));
  private static final int[][] IDS = {{IMAGE, 5, 6, IMAGE, 7}, {IMAGE, 8, IMAGE, 9, 10}};

  private final Flamingo flamingo =
      new Flamingo(CONFIG, RandomWeights.seeded(4), Engines.fastest(1).ops());
  private final INDArray pixels = Nd4j.randn(DataType.FLOAT, 2, 2, 3, 8, 8);

  @Test
  void keysOfAllTokensAreProjectedOnlyWhereTheyAreKept() {
    try (EncodedImages dense = flamingo.prepare(ExecutionPlan.DENSE).encodeImages(pixels);
        EncodedImages sparse = flamingo.prepare(SPARSE).encodeImages(pixels);
        PreparedFlamingo keeping = flamingo.prepare(SPARSE.withCache(CacheLevel.KV, 1 << 24));
        EncodedImages kept = keeping.encodeImages(pixels)) {
      assertThat(dense.keyValues()).hasSize(2);
      assertThat(sparse.keyValues()).isEmpty();
      assertThat(kept.keyValues()).hasSize(2);
    }
  }

  @Test
  void theAnswerIsThatOfChoosingAmongProjectedKeys() {
    PreparedFlamingo before = flamingo.prepare(SPARSE);
    try (PreparedFlamingo tokens = flamingo.prepare(SPARSE.withCache(CacheLevel.TOKENS, 1 << 24));
        PreparedFlamingo after = flamingo.prepare(SPARSE.withCache(CacheLevel.KV, 1 << 24))) {
      INDArray expected = scores(after);
      assertThat(scores(before).distance2(expected)).isLessThan(1e-4);
      assertThat(scores(tokens).distance2(expected)).isLessThan(1e-4);
      assertThat(before.attentionKept()).isCloseTo(after.attentionKept(), within(1e-5));
      INDArray dense = scores(flamingo.prepare(ExecutionPlan.DENSE));
      assertThat(dense.distance2(expected)).isGreaterThan(1e-3);
    }
  }

  /** After the prompt and a further token. */
  private INDArray scores(PreparedFlamingo model) {
    try (Sequence sequence = model.start(IDS, null, pixels)) {
      return sequence.step(new int[] {9, 3}).dup('c');
    }
  }
}
