package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.RandomWeights;
import flamingo.model.vision.TransformerConfig;
import flamingo.tensor.engine.Engines;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RicesTest {
  private static final FlamingoConfig CONFIG =
      new FlamingoConfig(
          new TransformerConfig(8, 4, 16, 2, 2, 32, 8),
          ResamplerConfig.images(16, 1, 2, 8, 4),
          LanguageConfig.mpt(LanguageKind.MPT, 32, 4, 2, 12, 24),
          new CrossAttentionConfig(32, 16, 2, 8, 2, MediaAttention.IMMEDIATE),
          1,
          new SpecialTokens(0, 1, 2));

  private final PreparedFlamingo model =
      new Flamingo(CONFIG, RandomWeights.seeded(4), Engines.fastest(1).ops())
          .prepare(ExecutionPlan.DENSE);

  @Test
  void theMostSimilarImageComesLast() {
    INDArray wanted = image(1);
    Rices rices = new Rices(model);
    rices.add(Nd4j.concat(0, image(2), mixed(wanted, image(3), 0.3), image(4)));
    rices.add(mixed(wanted, image(5), 0.01));

    assertThat(rices.size()).isEqualTo(4);
    assertThat(rices.mostSimilar(wanted, 2)).containsExactly(1, 3);
    assertThat(rices.mostSimilar(wanted, 9)).hasSize(4).endsWith(1, 3);
    assertThat(rices.mostSimilar(wanted, 0)).isEmpty();
  }

  @Test
  void embeddingsAreOfUnitLengthAndOneEach() {
    INDArray embeddings = model.imageEmbeddings(Nd4j.concat(0, image(1), image(2), image(1)));

    assertThat(embeddings.shape()).containsExactly(3, 8);
    for (double length : embeddings.norm2(1).toDoubleVector()) {
      assertThat(length).isBetween(1 - 1e-5, 1 + 1e-5);
    }
    assertThat(embeddings.getRow(2).distance2(embeddings.getRow(0))).isLessThan(1e-5);
  }

  private static INDArray mixed(INDArray one, INDArray other, double share) {
    return one.mul(1 - share).addi(other.mul(share));
  }

  private static INDArray image(long seed) {
    Random random = new Random(seed);
    float[] values = new float[3 * 8 * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.createFromArray(values).reshape(1, 3, 8, 8);
  }
}
