package flamingo.train.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TensorsTest {
  @Test
  void libtorchMultipliesWhatNd4jMade() {
    INDArray a = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor product = torch.matmul(Tensors.of(a.transpose()), Tensors.of(a));
    assertThat(Tensors.toArray(product)).isEqualTo(a.transpose().mmul(a));
  }

  @Test
  void aViewKeepsItsOrder() {
    Tensor x = Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(Tensors.toArray(x.transpose(0, 1)).toFloatMatrix())
        .isEqualTo(new float[][] {{1, 4}, {2, 5}, {3, 6}});
  }
}
