package flamingo.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.tensor.Epilogue;
import flamingo.tensor.Precision;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AbsorbedAttentionTest {
  @ParameterizedTest
  @CsvSource({"1,1,1,8,1,8", "2,3,40,24,3,8", "3,5,97,40,2,20", "1,16,200,64,4,16"})
  void givesWhatProjectedAttentionOfTheReferenceGives(
      int images, int latents, int features, int width, int heads, int headWidth) {
    INDArray media = Nd4j.randn(DataType.FLOAT, images, features, width);
    INDArray start = Nd4j.randn(DataType.FLOAT, images, latents, width);
    INDArray expected = attend(Engines.reference(1).ops(), heads, headWidth, start, media, false);
    INDArray absorbed = attend(Engines.fastest(1).ops(), heads, headWidth, start, media, true);
    INDArray onReference = attend(Engines.reference(1).ops(), heads, headWidth, start, media, true);
    assertThat(absorbed.distance2(expected) / expected.norm2Number().doubleValue())
        .isLessThan(1e-5);
    assertThat(onReference.distance2(expected) / expected.norm2Number().doubleValue())
        .isLessThan(1e-5);
  }

  @Test
  void paysForFewLatentsAmongManyFeatures() {
    AbsorbedAttention study = absorbed(Engines.reference(1).ops(), 1024, 8, 64);
    assertThat(study.pays(16, 576)).isTrue();
    assertThat(study.pays(32, 576)).isTrue();
    assertThat(study.pays(64, 576)).isFalse();
    assertThat(study.pays(256, 576)).isFalse();
  }

  @Test
  void isUsedWhereItPaysAndMayBe() {
    TensorOps ops = Engines.reference(1).ops();
    PerceiverAttention layer =
        new PerceiverAttention(
            64, 2, 16, 1, RandomWeights.seeded(5), new Packer(ops, Precision.FP32));
    INDArray media = Nd4j.randn(DataType.FLOAT, 1, 50, 64);
    long projectedBytes = layer.weightBytes();
    layer.addTo(Nd4j.randn(DataType.FLOAT, 1, 2, 64), media, null, Set.of());
    assertThat(layer.weightBytes()).isEqualTo(projectedBytes);
    layer.addTo(Nd4j.randn(DataType.FLOAT, 1, 2, 64), media, null, ExactSaving.all());
    assertThat(layer.weightBytes()).isGreaterThan(projectedBytes);
  }

  private static INDArray attend(
      TensorOps ops, int heads, int headWidth, INDArray latents, INDArray media, boolean absorb) {
    int width = (int) media.size(2);
    Packer packer = new Packer(ops, Precision.FP32);
    Weights weights = RandomWeights.seeded(9);
    INDArray z = Nd4j.concat(1, media, latents);
    INDArray q =
        ops.linear(
            latents, packer.linear(weights, "to_q", heads * headWidth, width), Epilogue.NONE);
    return absorb
        ? absorbed(ops, width, heads, headWidth).attend(q, z)
        : new ProjectedAttention(width, heads, headWidth, weights, packer).attend(q, z);
  }

  private static AbsorbedAttention absorbed(TensorOps ops, int width, int heads, int headWidth) {
    return new AbsorbedAttention(
        width, heads, headWidth, RandomWeights.seeded(9), new Packer(ops, Precision.FP32));
  }
}
