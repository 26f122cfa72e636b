package flamingo.benchmark.exploration;

import flamingo.benchmark.workload.RandomInputs;
import flamingo.model.ExecutionPlan;
import flamingo.model.Flamingo;
import flamingo.model.FlamingoConfig;
import flamingo.model.ModelPreset;
import flamingo.model.PreparedFlamingo;
import flamingo.model.layer.RandomWeights;
import flamingo.model.vision.ConvNetConfig;
import flamingo.text.WordTokenizer;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What larger images cost: Mini Flamingo's vision tower and resampler, 4 images of side S, whose
 * patches of 8 pixels grow in number as S squared.
 */
final class ImageSizes implements Exploration {
  private static final int IMAGES = 4;

  @Override
  public String id() {
    return "image-size";
  }

  @Override
  public String title() {
    return "Image resolution against time";
  }

  @Override
  public List<Step> steps() {
    return Stream.of(32, 64, 96, 128, 192)
        .map(side -> new Step("encode", "pixels=" + side, bench -> measure(bench, side)))
        .toList();
  }

  private static Finding measure(Bench bench, int side) {
    FlamingoConfig mini = ModelPreset.MINI.config(WordTokenizer.mini());
    FlamingoConfig sized = mini.with(new ConvNetConfig(side, mini.vision().width()));
    Flamingo flamingo = new Flamingo(sized, RandomWeights.seeded(1), bench.ops());
    INDArray pixels = RandomInputs.normal(IMAGES, 1, 3, side, side);
    try (PreparedFlamingo model = flamingo.prepare(ExecutionPlan.DENSE)) {
      Runnable call = () -> model.encodeImages(pixels).close();
      return Finding.timed(Timing.alone(bench.time(call), IMAGES)).by(model.kernel());
    }
  }
}
