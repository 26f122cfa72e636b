package flamingo.benchmark.exploration;

import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images of the data set as the model takes them; broken ones are passed over. */
final class ModelImages {
  private ModelImages() {}

  /**
   * @param count at most
   * @return each [1, 1, 3, S, S]
   */
  static List<INDArray> each(Bench bench, int count) {
    int side = bench.language().preprocessor().imageSize();
    return values(bench, count).stream()
        .map(image -> Nd4j.createFromArray(image).reshape('c', 1, 1, 3, side, side))
        .toList();
  }

  /**
   * @param count at most
   * @return [count, 1, 3, S, S]
   */
  static INDArray stacked(Bench bench, int count) {
    List<float[]> images = values(bench, count);
    int plane = images.get(0).length;
    float[] all = new float[images.size() * plane];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, all, i * plane, plane);
    }
    int side = bench.language().preprocessor().imageSize();
    return Nd4j.createFromArray(all).reshape('c', images.size(), 1, 3, side, side);
  }

  private static List<float[]> values(Bench bench, int count) {
    List<float[]> images = new ArrayList<>();
    for (Sample sample : bench.dataset().samples()) {
      if (images.size() == count) {
        break;
      }
      try {
        images.add(bench.language().preprocessor().values(sample.decode()));
      } catch (BrokenImageException unusable) {
        continue;
      }
    }
    if (images.isEmpty()) {
      throw new IllegalArgumentException(
          "No image of %s can be read; choose another data set.".formatted(bench.dataset().name()));
    }
    return images;
  }
}
