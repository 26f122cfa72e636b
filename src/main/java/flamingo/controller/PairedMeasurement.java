package flamingo.controller;

import flamingo.benchmark.request.StageTimes;
import flamingo.model.CacheStatistics;
import flamingo.optimization.Selection;

/**
 * One round of baseline, current, current, baseline on the same images.
 *
 * @param round counted from 1 in a run
 * @param baselineMillis median of the dense baseline in this round, whole requests
 * @param currentMillis the same of the current plan
 * @param speedup baseline over current, median of all rounds of this plan so far
 * @param speedupLow lower end of its 95 % interval
 * @param speedupHigh upper end of its 95 % interval
 * @param relativeL2 error of the current plan's logits against the baseline's
 * @param tokenAgreement share of generated tokens that are the baseline's, 0 to 1
 * @param cache of the current plan
 * @param answers right answers so far; null where none were counted
 * @param peakMemoryBytes highest memory of the process since the run began
 * @param selection the current plan
 */
public record PairedMeasurement(
    int round,
    double baselineMillis,
    double currentMillis,
    StageTimes baseline,
    StageTimes current,
    double speedup,
    double speedupLow,
    double speedupHigh,
    double relativeL2,
    double tokenAgreement,
    CacheStatistics cache,
    AnswersSoFar answers,
    long peakMemoryBytes,
    Selection selection) {}
