package flamingo.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.tensor.Activation;
import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Epilogue;
import flamingo.tensor.LayerNorm;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.Span;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Every operation against the reference, over odd shapes and views. */
class OneDnnOpsTest {
  private static final OneDnnOps FAST = new OneDnnOps();
  private static final Nd4jOps REFERENCE = new Nd4jOps();
  private static final float ROUND_TO_WHOLE = 12_582_912;

  static Stream<Arguments> linears() {
    List<Arguments> cases = new ArrayList<>();
    int[][] shapes = {{1, 1, 1}, {1, 7, 13}, {3, 1, 5}, {17, 31, 29}, {64, 48, 96}, {130, 257, 65}};
    for (int[] shape : shapes) {
      for (Precision precision : Precision.values()) {
        for (Activation activation : Activation.values()) {
          cases.add(Arguments.of(shape[0], shape[1], shape[2], precision, activation));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("linears")
  void linearEqualsTheReferenceWithEveryEpilogue(
      int rows, int inputs, int outputs, Precision precision, Activation activation) {
    INDArray weight = weights(precision, outputs, inputs);
    INDArray bias = random(outputs);
    INDArray x = weights(precision, 2, rows, inputs);
    INDArray residual = random(2, rows, outputs);
    for (INDArray eachBias : new INDArray[] {null, bias}) {
      for (INDArray eachResidual : new INDArray[] {null, residual}) {
        for (float scale : new float[] {1, -0.3f}) {
          Epilogue epilogue = new Epilogue(activation, scale, eachResidual, DataType.FLOAT);
          INDArray expected = linear(REFERENCE, x, weight, eachBias, precision, epilogue);
          assertClose(linear(FAST, x, weight, eachBias, precision, epilogue), expected, 2e-6);
        }
      }
    }
  }

  /** Numbers that a precision holds without rounding, so that no two ways of rounding differ. */
  private static INDArray weights(Precision precision, long... shape) {
    INDArray any = random(shape);
    if (precision.limit() == 0) {
      return any;
    }
    INDArray whole = any.muli(2 * precision.limit()).addi(ROUND_TO_WHOLE).subi(ROUND_TO_WHOLE);
    for (long row = 0; row < whole.length() / whole.size(-1); row++) {
      whole.putScalar(row * whole.size(-1), precision.limit());
    }
    return whole.divi(256);
  }

  @Test
  void eightBitsAreCloseToThirtyTwoAndARowDoesNotDependOnItsNeighbours() {
    INDArray weight = random(64, 200);
    INDArray x = random(9, 200);
    INDArray exact = linear(REFERENCE, x, weight, null, Precision.FP32, Epilogue.NONE);
    INDArray whole = linear(FAST, x, weight, null, Precision.INT8, Epilogue.NONE);
    assertClose(whole, exact, 2e-2);
    INDArray scaled = x.dup();
    scaled.getRow(3).muli(1000);
    INDArray other = linear(FAST, scaled, weight, null, Precision.INT8, Epilogue.NONE);
    assertThat(other.getRow(2).dup()).isEqualTo(whole.getRow(2).dup());
    assertClose(other.getRow(3).div(1000), exact.getRow(3), 2e-2);
  }

  private static INDArray linear(
      TensorOps ops, INDArray x, INDArray w, INDArray b, Precision precision, Epilogue epilogue) {
    return ops.linear(x, ops.pack(w, b, precision), epilogue);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void packedWeightsNameTheirKernelAndItIsNotTheSlowOne(Precision precision) {
    assertThat(FAST.pack(random(64, 32), null, precision).kernel())
        .isNotEmpty()
        .doesNotStartWith("ref");
  }

  @Test
  void linearAddsToItsResidualInPlaceAndLeavesGapsOfAViewAlone() {
    INDArray weight = random(5, 7);
    INDArray x =
        random(3, 6, 7).get(NDArrayIndex.all(), NDArrayIndex.interval(1, 4), NDArrayIndex.all());
    INDArray whole = random(3, 9, 5);
    INDArray before = whole.dup();
    INDArray view = whole.get(NDArrayIndex.all(), NDArrayIndex.interval(2, 5), NDArrayIndex.all());
    INDArray expected =
        linear(
            REFERENCE, x.dup('c'), weight, null, Precision.FP32, Epilogue.residual(view.dup('c')));

    FAST.linear(x, FAST.pack(weight, null, Precision.FP32), Epilogue.residual(view), view);

    assertClose(view.dup('c'), expected, 2e-6);
    assertThat(
            whole.get(NDArrayIndex.all(), NDArrayIndex.interval(5, 9), NDArrayIndex.all()).dup('c'))
        .isEqualTo(
            before
                .get(NDArrayIndex.all(), NDArrayIndex.interval(5, 9), NDArrayIndex.all())
                .dup('c'));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 48, 257, 1024})
  void layerNormEqualsTheReference(int width) {
    INDArray x = random(3, 5, width).muli(0.1).addi(0.1);
    for (INDArray bias : new INDArray[] {null, random(width)}) {
      for (float epsilon : new float[] {1e-5f, 1e-6f}) {
        LayerNorm norm = new LayerNorm(random(width), bias, epsilon);
        INDArray expected = REFERENCE.layerNorm(x, norm, DataType.FLOAT);
        assertClose(FAST.layerNorm(x, norm, DataType.FLOAT), expected, 1e-5);
        assertClose(
            FAST.layerNorm(x, norm, DataType.BFLOAT16).castTo(DataType.FLOAT), expected, 5e-3);
      }
    }
  }

  @Test
  void layerNormWritesIntoAView() {
    LayerNorm norm = new LayerNorm(random(6), random(6), 1e-5f);
    INDArray x = random(2, 3, 6);
    INDArray whole = Nd4j.zeros(DataType.FLOAT, 2, 8, 6);
    INDArray view = whole.get(NDArrayIndex.all(), NDArrayIndex.interval(4, 7), NDArrayIndex.all());

    FAST.layerNorm(x, norm, view);

    assertClose(view.dup('c'), REFERENCE.layerNorm(x, norm, DataType.FLOAT), 1e-5);
    assertThat(
            whole
                .get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4), NDArrayIndex.all())
                .maxNumber()
                .doubleValue())
        .isZero();
  }

  static Stream<Arguments> attentions() {
    List<Arguments> cases = new ArrayList<>();
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.BFLOAT16}) {
      for (int[] shape :
          new int[][] {
            {1, 1, 1, 1}, {2, 3, 5, 4}, {3, 17, 31, 8}, {4, 130, 151, 16}, {8, 64, 200, 64}
          }) {
        cases.add(Arguments.of(type, shape[0], shape[1], shape[2], shape[3]));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("attentions")
  void attentionEqualsTheReferenceForEveryKindOfBias(
      DataType type, int heads, int queries, int keys, int headWidth) {
    INDArray q = random(2, queries, heads * headWidth).castTo(type);
    INDArray kv = random(2, keys, 2 * heads * headWidth).castTo(type);
    INDArray k =
        kv.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, heads * headWidth));
    INDArray v =
        kv.get(
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.interval(heads * headWidth, 2 * heads * headWidth));
    float[] slopes = new float[heads];
    for (int head = 0; head < heads; head++) {
      slopes[head] = (float) Math.pow(2, -(head + 1.0));
    }
    float scale = (float) (1 / Math.sqrt(headWidth));
    List<Span> spans = new ArrayList<>(List.of(new Span(0, 0, queries, 0, keys)));
    if (queries > 2) {
      spans.add(new Span(1, 1, queries - 1, keys - queries + 1, keys));
    }
    for (AttentionSpec spec :
        List.of(
            AttentionSpec.full(heads, scale),
            AttentionSpec.full(heads, 0),
            AttentionSpec.causal(heads, scale),
            AttentionSpec.causalAlibi(heads, scale, slopes))) {
      INDArray expected = REFERENCE.attention(q, k, v, spec, spans).castTo(DataType.FLOAT);
      INDArray actual = FAST.attention(q, k, v, spec, spans).castTo(DataType.FLOAT);
      assertClose(actual, expected, type == DataType.FLOAT ? 2e-6 : 1e-2);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "BFLOAT16"})
  void maskedKeysCountAsLittleAsThoseLeftOut(DataType type) {
    INDArray q = random(2, 7, 12).castTo(type);
    INDArray k = random(2, 20, 12).castTo(type);
    INDArray v = random(2, 20, 12).castTo(type);
    AttentionSpec spec = AttentionSpec.full(3, 0.5f);
    List<Span> some = new ArrayList<>();
    List<Span> masked = new ArrayList<>();
    for (int image = 0; image < 20; image++) { // more of them than masks are kept
      some.add(new Span(image % 2, image % 7, image % 7 + 1, image, image + 1));
      masked.add(some.get(image).amongKeys(20));
    }
    some.add(new Span(0, 0, 7, 5, 11));
    masked.add(new Span(0, 0, 7, 5, 11).amongKeys(20));
    INDArray expected = REFERENCE.attention(q, k, v, spec, some).castTo(DataType.FLOAT);
    double tolerance = type == DataType.FLOAT ? 2e-6 : 1e-2;
    for (TensorOps ops : List.of(FAST, REFERENCE)) {
      assertClose(ops.attention(q, k, v, spec, masked).castTo(DataType.FLOAT), expected, tolerance);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "BFLOAT16"})
  void attentionIsItsWeightsTimesTheValues(DataType type) {
    INDArray q = random(2, 9, 8).castTo(type);
    INDArray k = random(2, 12, 8).castTo(type);
    AttentionSpec spec = AttentionSpec.full(2, 0.5f);
    Span span = new Span(1, 2, 8, 3, 11);
    INDArray expected = REFERENCE.attention(q, k, k, spec, List.of(span)).castTo(DataType.FLOAT);
    for (TensorOps ops : List.of(FAST, REFERENCE)) {
      INDArray weights = ops.attentionWeights(q, k, spec, span); // [2, 6, 8]
      for (int head = 0; head < 2; head++) {
        INDArray values = k.castTo(DataType.FLOAT).slice(1).dup('c');
        INDArray ofHead = part(values, 3, 11, 4 * head);
        INDArray product = weights.slice(head).dup('c').mmul(ofHead).dup('c');
        INDArray wanted = part(expected.slice(1).dup('c'), 2, 8, 4 * head);
        assertClose(product, wanted, type == DataType.FLOAT ? 2e-6 : 1e-2);
      }
    }
  }

  private static INDArray part(INDArray x, int from, int to, int column) {
    return x.get(NDArrayIndex.interval(from, to), NDArrayIndex.interval(column, column + 4))
        .dup('c');
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "BFLOAT16"})
  void rowsOfATableAreCopiedInTheirOwnType(DataType type) {
    INDArray table = random(7, 6).castTo(type);
    int[][] rows = {{6, 0}, {3, 3}};
    INDArray out = Nd4j.create(type, 2, 2, 6);
    INDArray expected = Nd4j.create(type, 2, 2, 6);
    FAST.gather(table, rows, out);
    REFERENCE.gather(table, rows, expected);
    assertThat(out).isEqualTo(expected);
    assertThat(out.slice(0).slice(1)).isEqualTo(table.getRow(0));
    assertThatThrownBy(() -> FAST.gather(table, new int[][] {{7, 0}, {0, 0}}, out))
        .hasMessage("Row 7 is outside 0..6.");
  }

  @Test
  void embeddingRotaryAddAndCopyEqualTheReference() {
    INDArray table = random(11, 6);
    int[][] ids = {{1, 10, 0}, {4, 4, 9}};
    assertClose(FAST.embedding(table, ids), REFERENCE.embedding(table, ids), 0);

    INDArray x = random(2, 5, 24);
    INDArray y = x.dup();
    FAST.rotary(x, 3, 7, 10_000);
    REFERENCE.rotary(y, 3, 7, 10_000);
    assertClose(x, y, 1e-6);

    INDArray sum = x.dup();
    INDArray expected = x.dup();
    INDArray addend = random(5, 24);
    FAST.add(sum, addend);
    REFERENCE.add(expected, addend);
    assertClose(sum, expected, 1e-7);

    INDArray copy = Nd4j.create(DataType.BFLOAT16, 2, 5, 24);
    FAST.copy(x, copy);
    assertClose(copy.castTo(DataType.FLOAT), x, 5e-3);
  }

  @Test
  void aPassThatRepeatsAllocatesNothing() {
    pass();
    INDArray first = pass();
    assertThat(pass() == first).isTrue();
  }

  private static INDArray pass() {
    try (Scope scope = FAST.scope()) {
      FAST.create(DataType.FLOAT, 3, 1 << 19);
      return FAST.create(DataType.BFLOAT16, 4, 4);
    }
  }

  private static INDArray random(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
  }

  private static void assertClose(INDArray actual, INDArray expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double error = actual.sub(expected).norm2Number().doubleValue();
    double size = Math.max(expected.norm2Number().doubleValue(), 1e-6);
    assertThat(error / size).as("relative L2 error").isLessThanOrEqualTo(tolerance);
  }
}
