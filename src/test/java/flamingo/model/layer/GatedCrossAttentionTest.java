package flamingo.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import flamingo.model.Golden;
import flamingo.tensor.Precision;
import flamingo.tensor.ShapeException;
import flamingo.tensor.TensorOps;
import flamingo.tensor.nd4j.Nd4jOps;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GatedCrossAttentionTest {
  private static final int IMAGE = 1;
  private static final CrossAttentionConfig CONFIG =
      new CrossAttentionConfig(8, 6, 2, 5, 2, MediaAttention.IMMEDIATE);

  private final TensorOps ops = new Nd4jOps();
  private final Packer packer = new Packer(ops, Precision.FP32);
  private final GatedCrossAttention block =
      new GatedCrossAttention(CONFIG, RandomWeights.seeded(3), packer);

  @TestFactory
  Stream<DynamicTest> equalsTheReferenceImplementation() {
    return Golden.cases("gated-cross-attention", this::check);
  }

  private void check(Golden.Case golden) {
    GatedCrossAttention block =
        new GatedCrossAttention(config(golden), golden.golden().weights(), packer);
    INDArray media = golden.input("media");
    INDArray x = golden.input("x").dup();
    int images = (int) media.size(1);
    if (golden.flag("reject")) {
      assertThatThrownBy(() -> MediaLayout.of(golden.ids("media_locations"), IMAGE, images))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 <image> tokens")
          .hasMessageContaining("only 2 images");
      return;
    }
    MediaLayout layout = MediaLayout.of(golden.ids("media_locations"), IMAGE, images);
    MediaLayout used = golden.flag("use_cached_media") ? layout.following((int) x.size(1)) : layout;
    MediaKeyValue keyValue = block.attention().project(media);

    golden.check("attn_out", block.attention().forward(x, keyValue, used));
    block.addAttention(x, keyValue, used, ExactSaving.all(), MediaReader.all());
    golden.check("after_attn", x);
    block.addFeedForward(x, ExactSaving.all());
    golden.check("out", x);
  }

  @Test
  void anImageThatATokenDoesNotSeeChangesNothing() {
    int[][] ids = {{IMAGE, 0, 0, IMAGE, 0}};
    INDArray media = Nd4j.rand(DataType.FLOAT, 1, 2, 3, 6);
    INDArray other = media.dup();
    other.slice(0).slice(1).addi(5);
    INDArray x = Nd4j.rand(DataType.FLOAT, 1, 5, 8);
    MediaLayout layout = MediaLayout.of(ids, IMAGE, 2);

    INDArray one = block.attention().forward(x, block.attention().project(media), layout);
    INDArray two = block.attention().forward(x, block.attention().project(other), layout);

    assertThat(Views.rows(one, 0, 3)).isEqualTo(Views.rows(two, 0, 3));
    assertThat(Views.rows(one, 3, 5)).isNotEqualTo(Views.rows(two, 3, 5));
  }

  @Test
  void textBeforeTheFirstImageTakesOnlyTheFeedForward() {
    INDArray x = Nd4j.rand(DataType.FLOAT, 1, 2, 8);
    INDArray expected = x.dup();
    MediaKeyValue media = block.attention().project(Nd4j.rand(DataType.FLOAT, 1, 1, 3, 6));

    block.addTo(x, media, MediaLayout.of(new int[][] {{0, 0}}, IMAGE, 1), ExactSaving.all());
    block.addFeedForward(expected, ExactSaving.all());

    assertThat(x).isEqualTo(expected);
  }

  @Test
  void textOfAnotherWidthIsRefusedNamingBothShapes() {
    MediaKeyValue media = block.attention().project(Nd4j.rand(DataType.FLOAT, 1, 1, 3, 6));
    MediaLayout layout = MediaLayout.of(new int[][] {{IMAGE, 0}}, IMAGE, 1);

    assertThatThrownBy(
            () ->
                block.addTo(Nd4j.zeros(DataType.FLOAT, 1, 2, 9), media, layout, ExactSaving.all()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[B, L, 8]")
        .hasMessageContaining("[1, 2, 9]");
  }

  @TestFactory
  Stream<DynamicTest> parametersAreCountedLikeTheReference() {
    return Golden.cases(
        "gated-cross-attention",
        golden ->
            assertThat(config(golden).parameters())
                .isEqualTo(
                    golden.golden().tensors().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("weights."))
                        .mapToLong(entry -> entry.getValue().length())
                        .sum()));
  }

  private static CrossAttentionConfig config(Golden.Case golden) {
    JsonNode config = golden.golden().config();
    boolean immediate = golden.flag("only_attend_immediate_media");
    return new CrossAttentionConfig(
        config.get("dim").asInt(),
        config.get("dim_visual").asInt(),
        config.get("heads").asInt(),
        config.get("dim_head").asInt(),
        config.get("ff_mult").asInt(),
        immediate ? MediaAttention.IMMEDIATE : MediaAttention.ALL_PREVIOUS);
  }
}
