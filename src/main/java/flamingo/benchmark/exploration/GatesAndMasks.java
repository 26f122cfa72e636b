package flamingo.benchmark.exploration;

import flamingo.benchmark.Times;
import flamingo.benchmark.workload.RandomInputs;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.GatedCrossAttention;
import flamingo.model.layer.MediaAttention;
import flamingo.model.layer.MediaLayout;
import flamingo.model.layer.Packer;
import flamingo.model.layer.RandomWeights;
import flamingo.tensor.Precision;
import flamingo.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far a gated cross-attention block changes the text, by its gates and by which images a token
 * sees: {@code ||out - in|| / ||in||}. With gates at 0 the language model is untouched, to the last
 * bit.
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
  private static final List<Float> GATES = List.of(0f, 0.1f, 0.5f, 1f, 2f, 5f);

  @Override
  public String id() {
    return "gates";
  }

  @Override
  public String title() {
    return "Gated cross-attention: gates and masks";
  }

  @Override
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (MediaAttention mask : MediaAttention.values()) {
      String workload = "sees " + mask.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      for (float gate : GATES) {
        steps.add(new Step(workload, "gate=" + gate, bench -> measure(bench, mask, gate)));
      }
    }
    return steps;
  }

  private static Finding measure(Bench bench, MediaAttention mask, float gate) {
    CrossAttentionConfig config = new CrossAttentionConfig(WIDTH, WIDTH, 8, 64, 4, mask);
    Packer packer = new Packer(bench.ops(), Precision.FP32);
    GatedCrossAttention block =
        new GatedCrossAttention(config, RandomWeights.seeded(3, gate), packer);
    INDArray text = RandomInputs.normal(BATCH, LENGTH, WIDTH);
    INDArray media = RandomInputs.normal(BATCH, IMAGES, TOKENS, WIDTH);
    double change = change(bench, block, text, media);
    Times times = bench.time(() -> change(bench, block, text, media));
    return Finding.timed(Timing.alone(times, BATCH))
        .changed(change)
        .parameters(config.parameters())
        .by(block.kernel());
  }

  private static double change(
      Bench bench, GatedCrossAttention block, INDArray text, INDArray media) {
    try (Scope scratch = bench.ops().scope()) {
      INDArray x = bench.ops().create(DataType.FLOAT, BATCH, LENGTH, WIDTH);
      bench.ops().copy(text, x);
      block.addTo(x, block.attention().project(media), layout(), ExactSaving.usual());
      return x.sub(text).norm2Number().doubleValue() / text.norm2Number().doubleValue();
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
}
