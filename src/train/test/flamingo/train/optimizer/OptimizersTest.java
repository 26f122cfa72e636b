package flamingo.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.train.tensor.Autocast;
import flamingo.train.tensor.Tensors;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class OptimizersTest {
  @Test
  void adamStepsAsLibtorchDoes() {
    Tensor target = torch.randn(5, 4);
    Tensor own = torch.randn(5, 4).requires_grad_(true);
    Tensor theirs = own.detach().clone().requires_grad_(true);
    Optimizer optimizer =
        new AdamW(Map.of("w", own), new AdamW.Settings(0.02, 0.9, 0.999, 0.1));
    AdamWOptions options = new AdamWOptions(0.01);
    options.weight_decay().put(0.1);
    org.bytedeco.pytorch.AdamW reference =
        new org.bytedeco.pytorch.AdamW(new TensorVector(theirs), options);
    for (int i = 0; i < 30; i++) {
      own.mutable_grad().reset();
      own.sub(target).square().sum().backward();
      optimizer.step(0.5);
      reference.zero_grad();
      theirs.sub(target).square().sum().backward();
      reference.step();
    }
    assertThat(Tensors.toArray(own).distance2(Tensors.toArray(theirs))).isLessThan(1e-5);
  }

  @Test
  void muonMovesEveryDirectionEqually() {
    for (long[] shape : List.of(new long[] {24, 40}, new long[] {40, 24})) {
      INDArray step = Tensors.toArray(Muon.orthogonal(torch.randn(shape), 5, ScalarType.Float));
      INDArray gram = shape[0] < shape[1] ? step.mmul(step.transpose()) : step.transpose().mmul(step);
      for (int i = 0; i < 24; i++) {
        assertThat(gram.getDouble(i, i)).isBetween(0.4, 1.6);
      }
    }
  }

  @Test
  void aFixedNormIsRestoredBeforeTheStep() {
    Tensor filters = torch.randn(16, 4, 3, 3).mul(new Scalar(9.0)).requires_grad_(true);
    filters.square().sum().backward();
    new Muon(
            Map.of("f", filters),
            new Muon.Settings(0, 0.9, 4, Muon.Scale.FIXED_NORM),
            Autocast.Mode.FP32)
        .step(1);
    assertThat(Tensors.toArray(filters).norm2Number().doubleValue()).isCloseTo(4, within(1e-4));
  }

  @Test
  void gradientsAreShortenedTogether() {
    Tensor a = torch.zeros(1).requires_grad_(true);
    Tensor b = torch.zeros(1).requires_grad_(true);
    a.mul(new Scalar(3.0)).add(b.mul(new Scalar(4.0))).sum().backward();
    Gradients gradients = new Gradients(List.of(a, b));
    assertThat(gradients.clip(2.5)).isCloseTo(5, within(1e-6));
    assertThat(a.grad().item_double()).isCloseTo(1.5, within(1e-6));
    assertThat(b.grad().item_double()).isCloseTo(2, within(1e-6));
    gradients.clear();
    assertThat(a.grad().defined()).isFalse();
  }

  @Test
  void schedulesRiseAndFall() {
    Schedule cosine = Schedule.cosine(0.1, 0.05);
    assertThat(cosine.at(0)).isBetween(0.001, 0.02);
    assertThat(cosine.at(0.1)).isEqualTo(1);
    assertThat(cosine.at(0.55)).isCloseTo(0.525, within(1e-9));
    assertThat(cosine.at(1)).isCloseTo(0.05, within(1e-9));
    Schedule trapezoid = Schedule.trapezoid(0.1, 0.4, 0.02);
    assertThat(trapezoid.at(0.39)).isEqualTo(1);
    assertThat(trapezoid.at(0.7)).isCloseTo(0.51, within(1e-9));
    assertThat(trapezoid.at(1)).isCloseTo(0.02, within(1e-9));
  }
}
