package flamingo.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import flamingo.tensor.Activation;
import flamingo.tensor.Epilogue;
import flamingo.tensor.PackedConvolution;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.ShapeException;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConvolutionTest {
  private static final TensorOps FAST = new OneDnnOps();
  private static final TensorOps REFERENCE = new Nd4jOps();

  /** A sum that can be checked by hand: ones everywhere count the places that a filter covers. */
  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "BF16", "INT8"})
  void onesCountThePlacesThatAreCovered(Precision precision) {
    for (TensorOps ops : new TensorOps[] {FAST, REFERENCE}) {
      PackedConvolution filters =
          ops.packConvolution(
              Nd4j.ones(DataType.FLOAT, 1, 2, 3, 3), Nd4j.createFromArray(0.5f), 1, 1, precision);
      INDArray y = ops.convolution(Nd4j.ones(DataType.FLOAT, 1, 4, 4, 2), filters, Epilogue.NONE);
      assertThat(y.shape()).containsExactly(1, 4, 4, 1);
      assertThat(y.getFloat(0, 0, 0, 0)).isEqualTo(2 * 4 + 0.5f);
      assertThat(y.getFloat(0, 0, 1, 0)).isEqualTo(2 * 6 + 0.5f);
      assertThat(y.getFloat(0, 1, 1, 0)).isEqualTo(2 * 9 + 0.5f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, 3, 32, 4, 2, 1",
    "3, 16, 32, 64, 3, 1, 1",
    "7, 8, 64, 192, 3, 1, 1",
    "2, 9, 5, 7, 3, 1, 1",
    "1, 5, 1, 1, 1, 1, 0",
    "2, 11, 13, 17, 5, 2, 2",
    "1, 7, 3, 4, 3, 3, 0"
  })
  void equalsTheReference(
      int batch, int side, int inputs, int outputs, int size, int stride, int padding) {
    INDArray filters = Nd4j.randn(DataType.FLOAT, outputs, inputs, size, size);
    INDArray bias = Nd4j.randn(DataType.FLOAT, outputs);
    INDArray x = Nd4j.randn(DataType.FLOAT, batch, side, side, inputs);
    for (Precision precision : Precision.values()) {
      PackedConvolution fast = FAST.packConvolution(filters, bias, stride, padding, precision);
      PackedConvolution plain =
          REFERENCE.packConvolution(filters, bias, stride, padding, precision);
      long out = fast.outputSize(side);
      INDArray residual = Nd4j.randn(DataType.FLOAT, batch, out, out, outputs);
      for (Activation activation : Activation.values()) {
        Epilogue epilogue = new Epilogue(activation, 0.5f, residual, DataType.FLOAT);
        assertClose(
            FAST.convolution(x, fast, epilogue),
            REFERENCE.convolution(x, plain, epilogue),
            2e-6); // both round x and the filters in the same way
      }
    }
  }

  @Test
  void channelsMayComeFirst() {
    INDArray pixels = Nd4j.randn(DataType.FLOAT, 2, 3, 8, 8);
    INDArray filters = Nd4j.randn(DataType.FLOAT, 32, 3, 4, 4);
    PackedConvolution fast = FAST.packConvolution(filters, null, 2, 1, Precision.FP32);
    PackedConvolution plain = REFERENCE.packConvolution(filters, null, 2, 1, Precision.FP32);
    INDArray x = pixels.permute(0, 2, 3, 1);
    assertClose(
        FAST.convolution(x, fast, Epilogue.NONE),
        REFERENCE.convolution(x.dup('c'), plain, Epilogue.NONE),
        1e-6);
  }

  @Test
  void writesSixteenBitsWhereTheyAreAskedFor() {
    INDArray filters = Nd4j.randn(DataType.FLOAT, 8, 8, 3, 3);
    INDArray x = Nd4j.randn(DataType.FLOAT, 2, 4, 4, 8);
    PackedConvolution fast = FAST.packConvolution(filters, null, 1, 1, Precision.BF16);
    INDArray wide = FAST.convolution(x, fast, Epilogue.NONE);
    INDArray narrow = FAST.convolution(x, fast, Epilogue.NONE.as(DataType.BFLOAT16));
    assertThat(narrow.dataType()).isEqualTo(DataType.BFLOAT16);
    assertThat(narrow).isEqualTo(wide.castTo(DataType.BFLOAT16));
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 2, 1", "3, 8, 4, 64", "2, 6, 10, 17"})
  void poolingTakesTheLargest(int batch, int height, int width, int channels) {
    INDArray x = Nd4j.randn(DataType.FLOAT, batch, height, width, channels);
    INDArray y = FAST.maxPool(x);
    assertThat(y).isEqualTo(REFERENCE.maxPool(x));
    float largest =
        Math.max(
            Math.max(x.getFloat(0, 0, 0, 0), x.getFloat(0, 0, 1, 0)),
            Math.max(x.getFloat(0, 1, 0, 0), x.getFloat(0, 1, 1, 0)));
    assertThat(y.getFloat(0, 0, 0, 0)).isEqualTo(largest);
    INDArray narrow = x.castTo(DataType.BFLOAT16);
    assertThat(FAST.maxPool(narrow)).isEqualTo(REFERENCE.maxPool(narrow));
  }

  @Test
  void worksInTheMemoryOfAScope() {
    INDArray filters = Nd4j.randn(DataType.FLOAT, 4, 4, 3, 3);
    INDArray x = Nd4j.randn(DataType.FLOAT, 2, 4, 4, 4);
    PackedConvolution fast = FAST.packConvolution(filters, null, 1, 1, Precision.FP32);
    INDArray outside = FAST.maxPool(FAST.convolution(x, fast, Epilogue.NONE));
    try (Scope scratch = FAST.scope()) {
      assertThat(FAST.maxPool(FAST.convolution(x, fast, Epilogue.NONE)).dup()).isEqualTo(outside);
    }
  }

  @Test
  void shapesThatDoNotMeetAreNamed() {
    PackedConvolution filters =
        FAST.packConvolution(Nd4j.ones(DataType.FLOAT, 4, 3, 3, 3), null, 1, 0, Precision.FP32);
    assertThatThrownBy(
            () -> FAST.convolution(Nd4j.ones(DataType.FLOAT, 1, 8, 8, 4), filters, Epilogue.NONE))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[1, 8, 8, 4]");
    assertThatThrownBy(
            () -> FAST.convolution(Nd4j.ones(DataType.FLOAT, 1, 2, 2, 3), filters, Epilogue.NONE))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> FAST.maxPool(Nd4j.ones(DataType.FLOAT, 1, 3, 4, 2)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(
            () ->
                FAST.packConvolution(
                    Nd4j.ones(DataType.FLOAT, 4, 3, 3, 2), null, 1, 0, Precision.FP32))
        .isInstanceOf(ShapeException.class);
  }

  private static void assertClose(INDArray actual, INDArray expected, double most) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double error = actual.sub(expected).norm2Number().doubleValue();
    assertThat(error / expected.norm2Number().doubleValue()).isEqualTo(0, within(most));
  }
}
