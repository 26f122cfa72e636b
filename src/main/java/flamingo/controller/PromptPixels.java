package flamingo.controller;

import flamingo.dataset.Sample;
import flamingo.image.BrokenImageException;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The images of one prompt as the model takes them. */
final class PromptPixels {
  private PromptPixels() {}

  /** [1, T, 3, S, S]. */
  static INDArray of(ModelSession session, List<Sample> images) throws BrokenImageException {
    int size = session.preprocessor().imageSize();
    int plane = 3 * size * size;
    float[] values = new float[images.size() * plane];
    for (int i = 0; i < images.size(); i++) {
      float[] one = session.preprocessor().values(images.get(i).decode());
      System.arraycopy(one, 0, values, i * plane, plane);
    }
    return Nd4j.createFromArray(values).reshape('c', 1, images.size(), 3, size, size);
  }
}
