package flamingo.benchmark.request;

import flamingo.benchmark.accuracy.ModelLanguage;
import flamingo.benchmark.accuracy.TaskException;
import flamingo.dataset.BrokenFile;
import flamingo.dataset.ImageDataset;
import flamingo.dataset.Sample;
import flamingo.dataset.content.Question;
import flamingo.image.BrokenImageException;
import flamingo.text.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images and questions that were decoded before anything is timed, handed out in turn.
 *
 * <pre>
 * B requests   S side of an image
 *   pixels   [B, 1, 3, S, S]
 * </pre>
 */
public final class RequestPool {
  private final String dataset;
  private final ModelLanguage language;
  private final List<float[]> images = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private final List<BrokenFile> broken = new ArrayList<>();

  private RequestPool(String dataset, ModelLanguage language) {
    this.dataset = dataset;
    this.language = language;
  }

  /**
   * Decodes the first images of a data set; broken ones are passed over.
   *
   * @param most images that are kept
   * @throws TaskException if none can be read
   */
  public static RequestPool of(ImageDataset dataset, ModelLanguage language, int most)
      throws TaskException {
    RequestPool pool = new RequestPool(dataset.name(), language);
    for (Sample sample : dataset.samples()) {
      if (pool.size() == most) {
        break;
      }
      pool.add(sample);
    }
    if (pool.size() == 0) {
      throw new TaskException(
          "No image of %s can be read; choose another data set.".formatted(dataset.name()));
    }
    return pool;
  }

  private void add(Sample sample) {
    try {
      images.add(language.preprocessor().values(sample.decode()));
      List<Question> asked = sample.annotation().questions();
      questions.add(asked.isEmpty() ? null : asked.get(0).text());
    } catch (BrokenImageException unusable) {
      broken.add(new BrokenFile(sample.file(), unusable.reason()));
    }
  }

  /** Number of images. */
  public int size() {
    return images.size();
  }

  /** Images that could not be read. */
  public List<BrokenFile> broken() {
    return List.copyOf(broken);
  }

  /**
   * Checks that there is an image for each request of a workload, and a question where it asks one.
   *
   * @throws TaskException if not
   */
  public void require(RequestWorkload workload) throws TaskException {
    if (workload.batch() > size()) {
      throw new TaskException(
          "%s asks for %d images at a time, but %s has %d; take a smaller batch or more images."
              .formatted(workload.name(), workload.batch(), dataset, size()));
    }
    if (workload.kind() == RequestKind.VQA && questions.contains(null)) {
      throw new TaskException(
          "%s has images without a question; leave %s out, or add questions."
              .formatted(dataset, workload.name()));
    }
  }

  /**
   * The requests of one call; the same number gives the same ones.
   *
   * @param call from 0; after the last image the first one comes again
   */
  Requests requests(RequestWorkload workload, int call) {
    int plane = images.get(0).length;
    float[] pixels = new float[workload.batch() * plane];
    List<int[]> prompts = new ArrayList<>();
    for (int i = 0; i < workload.batch(); i++) {
      int image = Math.floorMod((long) call * workload.batch() + i, size());
      System.arraycopy(images.get(image), 0, pixels, i * plane, plane);
      if (workload.kind() != RequestKind.ENCODE) {
        prompts.add(language.tokenizer().encode(prompt(workload.kind(), image)));
      }
    }
    int side = language.preprocessor().imageSize();
    INDArray stacked =
        Nd4j.createFromArray(pixels).reshape('c', workload.batch(), 1, 3, side, side);
    return new Requests(
        stacked, prompts.isEmpty() ? null : TokenBatch.of(prompts, language.tokenizer().padding()));
  }

  private String prompt(RequestKind kind, int image) {
    return kind == RequestKind.VQA
        ? language.prompts().question(List.of(), questions.get(image))
        : language.prompts().caption(List.of());
  }
}
