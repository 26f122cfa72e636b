package flamingo.benchmark.probe;

import flamingo.benchmark.accuracy.Tally;
import flamingo.dataset.BrokenFile;
import java.util.List;

/**
 * What a probe found.
 *
 * @param tally test images whose class was told right
 * @param classes how many
 * @param training images that it learned from
 * @param epochs after which it was best on the held-out images
 * @param seconds for all, reading and encoding images included
 * @param broken images that were left out
 */
public record ProbeResult(
    Tally tally, int classes, int training, int epochs, double seconds, List<BrokenFile> broken) {}
