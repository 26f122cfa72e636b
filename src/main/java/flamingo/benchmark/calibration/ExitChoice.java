package flamingo.benchmark.calibration;

import flamingo.model.ExitRule;
import java.util.List;

/**
 * A rule for leaving the resampler, and what is known of it.
 *
 * @param meanDepth layers that ran for an image of the trials, on average
 * @param exits images of the trials that left after each layer
 * @param lostPoints of accuracy on the trials, of the task that lost most; 100 for all of it
 * @param pValue of a loss above the budget, of the task that lost most
 * @param trials that it was tested on
 */
public record ExitChoice(
    ExitRule rule,
    double meanDepth,
    List<Integer> exits,
    double lostPoints,
    double pValue,
    int trials) {}
