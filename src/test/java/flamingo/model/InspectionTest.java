package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.model.language.LanguageConfig;
import flamingo.model.language.LanguageKind;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.RandomWeights;
import flamingo.model.layer.Sparsity;
import flamingo.model.layer.Weights;
import flamingo.model.vision.TransformerConfig;
import flamingo.tensor.Floats;
import flamingo.tensor.Span;
import flamingo.tensor.engine.Engines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Attention that is shown, against products and softmaxes of ND4J alone. */
class InspectionTest {
  private static final int IMAGE = 1;
  private static final int HEADS = 2;
  private static final int HEAD_WIDTH = 8;
  private static final int LATENTS = 6;
  private static final int FEATURES = 4;
  private static final FlamingoConfig CONFIG =
      new FlamingoConfig(
          new TransformerConfig(8, 4, 16, 1, 2, 32, 8),
          ResamplerConfig.images(16, 2, HEADS, HEAD_WIDTH, LATENTS),
          LanguageConfig.mpt(LanguageKind.MOSAIC_GPT, 32, 4, 2, 20, 64),
          new CrossAttentionConfig(32, 16, HEADS, HEAD_WIDTH, 2, MediaAttention.IMMEDIATE),
          1,
          new SpecialTokens(0, IMAGE, 2));

  private final Weights weights = RandomWeights.seeded(4);
  private final Flamingo flamingo = new Flamingo(CONFIG, weights, Engines.fastest(1).ops());
  private final INDArray pixels = Nd4j.rand(DataType.FLOAT, 1, 2, 3, 8, 8);
  private final int[] ids = {3, IMAGE, 5, 6, IMAGE, 7};

  @Test
  void textAttendsAsTheProductSays() {
    try (PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE);
        EncodedImages images = model.encodeImages(pixels)) {
      List<Span> spans = new ArrayList<>();
      List<float[]> shares = new ArrayList<>();
      INDArray scores =
          new Inspection(model)
              .watch(
                  ids,
                  images,
                  (span, attention) -> {
                    spans.add(span);
                    shares.add(Floats.of(attention));
                  });

      assertThat(spans).hasSize(4); // two blocks, two images
      assertThat(spans.get(1)).isEqualTo(new Span(0, 4, 6, LATENTS, 2 * LATENTS));
      float[] expected = Floats.of(crossAttention(images.tokens().slice(1)).dup('c'));
      for (int i = 0; i < expected.length; i++) {
        assertThat(shares.get(1)[i]).isCloseTo(expected[i], within(1e-5f));
      }
      try (Sequence sequence = model.start(new int[][] {ids}, null, images)) {
        INDArray last = scores.get(NDArrayIndex.all(), NDArrayIndex.point(5), NDArrayIndex.all());
        assertThat(last.distance2(sequence.logits())).isLessThan(1e-4);
      }
    }
  }

  /** What is left out of the answer is still shown, as a share of the dense attention. */
  @Test
  void sparseReadingIsShownOverAllTokens() {
    ExecutionPlan sparse = ExecutionPlan.DENSE.withSparsity(new Sparsity(2, Sparsity.Per.IMAGE));
    try (PreparedFlamingo model = flamingo.prepare(sparse);
        EncodedImages images = model.encodeImages(pixels)) {
      new Inspection(model)
          .watch(
              ids,
              images,
              (span, attention) ->
                  assertThat(attention.shape()).containsExactly(HEADS, span.queries(), LATENTS));
    }
  }

  @Test
  void latentsLookWhereTheProductSays() {
    INDArray images = pixels.reshape('c', 2, 3, 8, 8);
    try (PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE.withResamplerLayers(1))) {
      double[][][] gaze = gazes(model, images);
      INDArray features = model.visualFeatures(images);
      for (int image = 0; image < 2; image++) {
        double[][] expected = gaze(features.slice(image));
        for (int latent = 0; latent < LATENTS; latent++) {
          assertThat(gaze[image][latent]).containsExactly(expected[latent], within(1e-5));
        }
      }
    }
  }

  @Test
  void everyLayerCounts() {
    INDArray images = pixels.reshape('c', 2, 3, 8, 8);
    try (PreparedFlamingo one = flamingo.prepare(ExecutionPlan.DENSE.withResamplerLayers(1));
        PreparedFlamingo all = flamingo.prepare(ExecutionPlan.DENSE.withVisualTokens(3))) {
      double[][][] gaze = gazes(all, images);
      assertThat(gaze[0]).hasNumberOfRows(3);
      assertThat(gaze).isNotEqualTo(gazes(one, images));
      assertThat(Arrays.asList(gaze[1]))
          .allSatisfy(row -> assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9)));
    }
  }

  /** By a rule that divides them, each image is told with its own depth, and looks as that deep. */
  @Test
  void anImageThatLeavesEarlyIsToldAsSuch() {
    INDArray images = pixels.reshape('c', 2, 3, 8, 8);
    double[] changes = changesByTheFirstLayer();
    ExitRule rule = ExitRule.below((changes[0] + changes[1]) / 2, 1);
    int early = changes[0] < changes[1] ? 0 : 1;
    try (PreparedFlamingo one = flamingo.prepare(ExecutionPlan.DENSE.withResamplerLayers(1));
        PreparedFlamingo auto = flamingo.prepare(ExecutionPlan.DENSE.withExit(rule))) {
      List<ResampledImage> told = new Inspection(auto).resampled(images);
      assertThat(told.get(early).layers()).isEqualTo(1);
      assertThat(told.get(1 - early).layers()).isEqualTo(2);
      assertThat(told.get(early).gaze()).isDeepEqualTo(gazes(one, images)[early]);
      auto.encodeImages(pixels).close();
      assertThat(auto.depth().exits()).containsExactly(1, 1);
    }
  }

  @Test
  void gatesAreShownAsTheyMultiply() {
    try (PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE)) {
      List<Gates> gates = new Inspection(model).gates();
      assertThat(gates).extracting(Gates::layer).containsExactly(0, 1);
      String block = "lang_encoder.transformer.blocks.0.gated_cross_attn_layer.";
      double gate = weights.get(block + "attn_gate", 1).getDouble(0);
      assertThat((double) gates.get(0).attention()).isCloseTo(Math.tanh(gate), within(1e-6));
    }
  }

  private double[] changesByTheFirstLayer() {
    List<double[]> changes = new ArrayList<>();
    try (PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE)) {
      model.listen((layer, of) -> changes.add(of));
      model.encodeImages(pixels).close();
    }
    return changes.get(0);
  }

  private static double[][][] gazes(PreparedFlamingo model, INDArray images) {
    return new Inspection(model)
        .resampled(images).stream().map(ResampledImage::gaze).toArray(double[][][]::new);
  }

  /** [H, 2, R] of the last two tokens of the text over one image's tokens, in the first block. */
  private INDArray crossAttention(INDArray tokens) {
    Weights lang = weights.under("lang_encoder");
    Weights block = lang.under("transformer.blocks.0.gated_cross_attn_layer.attn");
    INDArray x = Nd4j.vstack(embedded(lang, IMAGE), embedded(lang, 7));
    INDArray q = normalised(x, block.under("norm"), 32).mmul(transposed(block, "to_q", 16, 32));
    INDArray kv = tokens.mmul(transposed(block, "to_kv", 32, 16));
    return shares(q, kv);
  }

  private static INDArray embedded(Weights lang, int id) {
    return lang.get("transformer.wte.weight", 20, 32).getRow(id, true);
  }

  /** Of one layer, the mean over heads of what falls on features, [R][V]. */
  private double[][] gaze(INDArray features) {
    Weights layer = weights.under("perceiver.layers.0.0");
    INDArray latents = weights.get("perceiver.latents", LATENTS, 16);
    INDArray queried = normalised(latents, layer.under("norm_latents"), 16);
    INDArray z = Nd4j.vstack(normalised(features, layer.under("norm_media"), 16), queried);
    INDArray q = queried.mmul(transposed(layer, "to_q", 16, 16));
    INDArray mean = shares(q, z.mmul(transposed(layer, "to_kv", 32, 16))).mean(0); // [R, V + R]
    INDArray seen = mean.get(NDArrayIndex.all(), NDArrayIndex.interval(0, FEATURES)).dup();
    return seen.divColumnVector(seen.sum(1)).castTo(DataType.DOUBLE).toDoubleMatrix();
  }

  private static INDArray transposed(Weights weights, String name, int outputs, int inputs) {
    return weights.get(name + ".weight", outputs, inputs).transpose();
  }

  private static INDArray normalised(INDArray x, Weights norm, int width) {
    INDArray centred = x.subColumnVector(x.mean(1));
    INDArray deviation = Transforms.sqrt(centred.mul(centred).mean(1).add(1e-5));
    return centred
        .divColumnVector(deviation)
        .mulRowVector(norm.get("weight", width))
        .addRowVector(norm.get("bias", width));
  }

  private static INDArray shares(INDArray q, INDArray kv) {
    List<INDArray> heads = new ArrayList<>();
    for (int head = 0; head < HEADS; head++) {
      var columns = NDArrayIndex.interval(head * HEAD_WIDTH, (head + 1) * HEAD_WIDTH);
      INDArray ofHead = q.get(NDArrayIndex.all(), columns);
      INDArray keys = kv.get(NDArrayIndex.all(), columns);
      INDArray scores = ofHead.mmul(keys.transpose()).div(Math.sqrt(HEAD_WIDTH));
      heads.add(Transforms.softmax(scores));
    }
    return Nd4j.stack(0, heads.toArray(INDArray[]::new));
  }
}
