package flamingo.controller;

import flamingo.benchmark.Interval;
import flamingo.dataset.BrokenFile;
import flamingo.generate.DecodingStatistics;
import java.util.List;

/**
 * Captions of a data set's images.
 *
 * @param shots examples before each
 * @param cider mean of all images' scores, times 100, with its 95% interval
 * @param broken images that could not be read
 * @param seconds of the model
 */
public record CaptionRun(
    int shots,
    List<ScoredCaption> captions,
    Interval cider,
    DecodingStatistics decoding,
    List<BrokenFile> broken,
    double seconds) {}
