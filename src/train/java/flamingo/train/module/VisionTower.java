package flamingo.train.module;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What turns pixels into visual features for the resampler.
 *
 * <pre>
 * B images   N features an image   D width
 *   pixels     [B, 3, 64, 64]   normalised
 *   tokens     [B, N, D]
 * </pre>
 */
public interface VisionTower {
  /** N. */
  int features();

  /** D. */
  int width();

  /** As it will be used. */
  Tensor tokens(Tensor pixels);

  /** As it is trained: batch statistics are those of {@code pixels}, and are remembered. */
  Tensor trainingTokens(Tensor pixels);

  /** Its weights as the engine reads them, by names below {@code vision_encoder}. */
  Map<String, INDArray> exported();
}
