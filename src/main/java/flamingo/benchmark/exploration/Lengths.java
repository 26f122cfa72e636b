package flamingo.benchmark.exploration;

import flamingo.model.EncodedImages;
import flamingo.model.ExecutionPlan;
import flamingo.model.PreparedFlamingo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What longer prompts cost: one image, encoded before, and text of a length. */
final class Lengths implements Exploration {
  @Override
  public String id() {
    return "length";
  }

  @Override
  public String title() {
    return "Sequence length against time";
  }

  @Override
  public Subject subject() {
    return Subject.MODEL;
  }

  @Override
  public List<Step> steps() {
    return Stream.of(32, 64, 128, 256, 512)
        .map(length -> new Step("prompt", "length=" + length, bench -> measure(bench, length)))
        .toList();
  }

  private static Finding measure(Bench bench, int length) {
    int[] prompt = new int[length];
    Arrays.fill(prompt, bench.language().tokenizer().endOfChunk());
    prompt[0] = bench.language().tokenizer().image();
    int[][] ids = {prompt};
    try (PreparedFlamingo model = bench.flamingo().prepare(ExecutionPlan.DENSE);
        INDArray pixels = ModelImages.stacked(bench, 1);
        EncodedImages images = model.encodeImages(pixels)) {
      Runnable call = () -> model.start(ids, null, images).close();
      return Finding.timed(Timing.alone(bench.time(call), 1)).by(model.kernel());
    }
  }
}
