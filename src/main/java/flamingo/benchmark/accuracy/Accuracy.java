package flamingo.benchmark.accuracy;

import flamingo.dataset.BrokenFile;
import flamingo.generate.DecodingStatistics;
import flamingo.model.DepthStatistics;
import java.util.List;
import java.util.Map;

/**
 * How well a plan answered the requests of a task.
 *
 * @param answers whether each request was answered right, in order
 * @param kinds the same by kind of request, in alphabetical order
 * @param decoding passes, and proposals of a draft
 * @param attentionKept share of the dense attention that falls on the visual tokens that were read;
 *     NaN where all are read
 * @param depth of the resampler
 * @param images read by the model, examples included
 * @param seconds that the model took, reading files not included
 * @param broken images whose requests were left out
 */
public record Accuracy(
    Task task,
    int shots,
    Tally all,
    List<Boolean> answers,
    Map<String, Tally> kinds,
    DecodingStatistics decoding,
    double attentionKept,
    DepthStatistics depth,
    long images,
    double seconds,
    List<BrokenFile> broken) {

  public double imagesPerSecond() {
    return images / seconds;
  }
}
