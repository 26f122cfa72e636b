package flamingo.benchmark.accuracy;

import flamingo.dataset.BrokenFile;
import flamingo.generate.DecodingStatistics;
import java.util.List;
import java.util.Map;

/**
 * How well a plan answered the requests of a task.
 *
 * @param kinds the same by kind of request, in alphabetical order
 * @param decoding passes, and proposals of a draft
 * @param images read by the model, examples included
 * @param seconds that the model took, reading files not included
 * @param broken images whose requests were left out
 */
public record Accuracy(
    Task task,
    int shots,
    Tally all,
    Map<String, Tally> kinds,
    DecodingStatistics decoding,
    long images,
    double seconds,
    List<BrokenFile> broken) {

  public double imagesPerSecond() {
    return images / seconds;
  }
}
