package flamingo.benchmark.probe;

import flamingo.dataset.BrokenFile;
import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import flamingo.image.Preprocessor;
import flamingo.model.PreparedFlamingo;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a vision tower makes of images, averaged over its tokens.
 *
 * <pre>
 * n images   N tokens   D width
 *   pixels   [n, 3, S, S]
 *   tokens   [n, N, D]
 *   rows     [n, D]         their mean over N
 * </pre>
 *
 * @param classes number of each row's class, -1 for one that is not known
 * @param broken images that have no row
 */
record LabelledFeatures(INDArray rows, int[] classes, List<BrokenFile> broken) {
  private static final int BATCH = 64;

  static LabelledFeatures of(
      PreparedFlamingo model,
      Preprocessor preprocessor,
      List<Sample> samples,
      List<String> classes) {
    List<INDArray> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<BrokenFile> broken = new ArrayList<>();
    List<float[]> pixels = new ArrayList<>();
    for (Sample sample : samples) {
      try {
        pixels.add(preprocessor.values(sample.decode()));
        labels.add(classes.indexOf(sample.label()));
      } catch (BrokenImageException unusable) {
        broken.add(new BrokenFile(sample.file(), unusable.reason()));
      }
      if (pixels.size() == BATCH) {
        rows.add(means(model, pixels, preprocessor.imageSize()));
        pixels.clear();
      }
    }
    if (!pixels.isEmpty()) {
      rows.add(means(model, pixels, preprocessor.imageSize()));
    }
    return new LabelledFeatures(
        rows.isEmpty() ? null : Nd4j.vstack(rows),
        labels.stream().mapToInt(Integer::intValue).toArray(),
        broken);
  }

  private static INDArray means(PreparedFlamingo model, List<float[]> images, int size) {
    int plane = 3 * size * size;
    float[] values = new float[images.size() * plane];
    for (int image = 0; image < images.size(); image++) {
      System.arraycopy(images.get(image), 0, values, image * plane, plane);
    }
    try (INDArray flat = Nd4j.createFromArray(values);
        INDArray tokens = model.visualFeatures(flat.reshape(images.size(), 3, size, size))) {
      return tokens.mean(1);
    }
  }
}
