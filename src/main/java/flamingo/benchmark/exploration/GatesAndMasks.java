package flamingo.benchmark.exploration;

import flamingo.benchmark.Sampler;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.MediaLayout;
import flamingo.model.layer.Packer;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import flamingo.tensor.TensorOps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How far a gated cross-attention block changes the text, by its gates and by which images a token
 * sees. With gates at 0 the language model is untouched, to the last bit.
 *
 * <pre>
 * B = 2 sequences   L = 20 tokens   D = 512   T = 2 images, at tokens 0 and 10   R = 64 visual tokens
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, sections 2.2 and 2.3</a>
 */
final class GatesAndMasks implements Exploration {
  private static final int BATCH = 2;
  private static final int LENGTH = 20;
  private static final int WIDTH = 512;
  private static final int IMAGES = 2;
  private static final int TOKENS = 64;
  private static final int IMAGE_TOKEN = 1;
  private static final float[] GATES = {0, 0.1f, 0.5f, 1, 2, 5};

  @Override
  public String title() {
    return "Gated cross-attention";
  }

  @Override
  public ExplorationTable explore(TensorOps ops, Sampler sampler, int samples) {
    INDArray text = normal(1, BATCH, LENGTH, WIDTH);
    INDArray media = normal(2, BATCH, IMAGES, TOKENS, WIDTH);
    List<List<Object>> rows = new ArrayList<>();
    for (MediaAttention attention : MediaAttention.values()) {
      for (float gate : GATES) {
        INDArray change = change(ops, attention, gate, text, media);
        rows.add(
            Arrays.asList(
                attention.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                (double) gate,
                Math.tanh(gate),
                change.norm1Number().doubleValue() / change.length(),
                change.norm2Number().doubleValue() / text.norm2Number().doubleValue()));
      }
    }
    return new ExplorationTable(
        title(),
        List.of("images_seen", "gate", "tanh_gate", "mean_absolute_change", "relative_change"),
        rows,
        "Untrained weights: the table shows what the gates and masks do, not what training finds.");
  }

  private static INDArray change(
      TensorOps ops, MediaAttention attention, float gate, INDArray text, INDArray media) {
    CrossAttentionConfig config = new CrossAttentionConfig(WIDTH, WIDTH, 8, 64, 4, attention);
    GatedCrossAttention block =
        new GatedCrossAttention(
            config, RandomWeights.seeded(3, gate), new Packer(ops, Precision.FP32));
    try (Scope scratch = ops.scope()) {
      INDArray x = ops.create(DataType.FLOAT, BATCH, LENGTH, WIDTH);
      ops.copy(text, x);
      block.addTo(x, block.attention().project(media), layout(), ExactSaving.usual());
      return x.sub(text);
    }
  }

  private static MediaLayout layout() {
    int[][] ids = new int[BATCH][LENGTH];
    for (int[] row : ids) {
      row[0] = IMAGE_TOKEN;
      row[LENGTH / IMAGES] = IMAGE_TOKEN;
    }
    return MediaLayout.of(ids, IMAGE_TOKEN, IMAGES);
  }

  private static INDArray normal(long seed, long... shape) {
    Random random = new Random(seed);
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, shape, 'c');
  }
}
