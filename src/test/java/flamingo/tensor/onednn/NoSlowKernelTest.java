package flamingo.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.tensor.Activation;
import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.PackedConvolution;
import flamingo.tensor.PackedLinear;
import flamingo.tensor.Precision;
import flamingo.tensor.Span;
import flamingo.tensor.nd4j.Nd4jOps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** oneDNN's reference kernels are orders of magnitude slower than the others: none ever runs. */
class NoSlowKernelTest {
  private static final DataType[] TYPES = {DataType.FLOAT, DataType.BFLOAT16};

  private final OneDnnOps ops = new OneDnnOps();
  private final Nd4jOps reference = new Nd4jOps();

  @ParameterizedTest
  @EnumSource(Precision.class)
  void linearLayersOfEveryTypeAndShape(Precision precision) {
    for (int[] shape : new int[][] {{1, 1, 1}, {1, 7, 13}, {3, 1, 5}, {105, 31, 29}, {2, 64, 96}}) {
      INDArray x = random(2, shape[0], shape[1]);
      PackedLinear weights = ops.pack(random(shape[2], shape[1]), random(shape[2]), precision);
      for (Activation activation : Activation.values()) {
        for (DataType input : TYPES) {
          for (DataType output : TYPES) {
            ops.linear(x.castTo(input), weights, Epilogue.activation(activation).as(output));
          }
        }
        INDArray residual = random(2, shape[0], shape[2]);
        ops.linear(x, weights, new Epilogue(activation, -0.3f, residual, DataType.FLOAT));
      }
      INDArray view = rows(random(2, shape[0] + 3, shape[2]), shape[0]);
      ops.linear(x, weights, Epilogue.residual(view), view);
    }
    assertNoneIsSlow();
  }

  /** As a decoder takes them, token by token; the layout of weights is chosen for many rows. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void singleRowsOfEveryType(Precision precision) {
    for (int[] shape : new int[][] {{256, 256}, {256, 1024}, {1024, 256}, {256, 104}, {64, 2048}}) {
      INDArray residual = random(1, shape[1]);
      PackedLinear weights = ops.pack(random(shape[1], shape[0]), null, precision);
      ops.linear(random(1, shape[0]), weights, Epilogue.activation(Activation.GELU));
      ops.linear(
          random(1, shape[0]),
          weights,
          new Epilogue(Activation.NONE, 0.3f, residual, DataType.FLOAT));
      ops.linear(random(300, shape[0]), weights, Epilogue.NONE);
    }
    assertNoneIsSlow();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyPrecisionWritesSixteenBitsAsTheReferenceDoes(Precision precision) {
    INDArray weight = random(29, 31);
    INDArray x = random(17, 31);
    Epilogue halved = Epilogue.activation(Activation.GELU).as(DataType.BFLOAT16);
    INDArray fast = ops.linear(x, ops.pack(weight, null, precision), halved);
    INDArray expected = reference.linear(x, reference.pack(weight, null, precision), halved);
    INDArray difference = fast.castTo(DataType.FLOAT).sub(expected.castTo(DataType.FLOAT));
    assertThat(difference.norm2Number().doubleValue())
        .isLessThan(5e-3 * expected.castTo(DataType.FLOAT).norm2Number().doubleValue());
  }

  /** Sizes of maps and filters as in Mini Flamingo's tower, and odd ones. */
  @ParameterizedTest
  @CsvSource({
    "1, 64, 3, 32, 4, 2",
    "5, 32, 32, 64, 3, 1",
    "2, 16, 64, 64, 3, 1",
    "1, 8, 192, 192, 3, 1",
    "9, 8, 192, 192, 3, 1",
    "2, 12, 5, 7, 3, 1"
  })
  void convolutionsOfEveryTypeAndSize(
      int batch, int side, int inputs, int outputs, int size, int stride) {
    INDArray first = random(batch, inputs, side, side).permute(0, 2, 3, 1);
    for (Precision precision : Precision.values()) {
      PackedConvolution filters =
          ops.packConvolution(
              random(outputs, inputs, size, size), random(outputs), stride, 1, precision);
      long places = filters.outputSize(side);
      INDArray residual = random(batch, places, places, outputs);
      Epilogue relu = new Epilogue(Activation.RELU, 1, residual, DataType.FLOAT);
      ops.maxPool(ops.convolution(first, filters, relu));
      ops.convolution(first.dup('c'), filters, Epilogue.NONE.as(DataType.BFLOAT16));
    }
    assertNoneIsSlow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 192, 1024})
  void layerNormsOfEveryType(int width) {
    LayerNorm norm = new LayerNorm(random(width), random(width), 1e-5f);
    for (DataType input : TYPES) {
      for (DataType output : TYPES) {
        ops.layerNorm(random(2, 9, width).castTo(input), norm, output);
      }
    }
    assertNoneIsSlow();
  }

  @Test
  void attentionOfEveryTypeAndBias() {
    for (int[] shape :
        new int[][] {{1, 1, 1, 1}, {3, 17, 31, 8}, {4, 130, 151, 16}, {8, 1, 77, 64}}) {
      int heads = shape[0];
      int width = heads * shape[3];
      List<Span> spans = Span.whole(2, shape[1], shape[2]);
      for (DataType type : TYPES) {
        INDArray q = random(2, shape[1], width).castTo(type);
        INDArray kv = random(2, shape[2], 2 * width).castTo(type);
        INDArray k = columns(kv, 0, width);
        INDArray v = columns(kv, width, 2 * width);
        ops.attention(q, k, v, AttentionSpec.full(heads, 0.5f), spans);
        ops.attention(q, k, v, AttentionSpec.causal(heads, 0.5f), spans);
        ops.attention(q, k, v, AttentionSpec.causalAlibi(heads, 0.5f, new float[heads]), spans);
      }
    }
    assertNoneIsSlow();
  }

  @Test
  void sumsAndCopiesOfEveryType() {
    INDArray x = random(2, 5, 24);
    ops.add(x, random(5, 24));
    ops.add(x, random(24));
    for (DataType from : TYPES) {
      for (DataType to : TYPES) {
        ops.copy(x.castTo(from), Nd4j.create(to, 2, 5, 24));
        ops.copy(columns(x.castTo(from), 0, 7), Nd4j.create(to, 2, 5, 7));
      }
    }
    assertNoneIsSlow();
  }

  private void assertNoneIsSlow() {
    assertThat(ops.kernels()).isNotEmpty().noneMatch(kernel -> kernel.startsWith("ref"));
  }

  private static INDArray rows(INDArray of, int count) {
    return of.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 1 + count), NDArrayIndex.all());
  }

  private static INDArray columns(INDArray of, int from, int to) {
    return of.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }

  private static INDArray random(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
  }
}
