package flamingo.benchmark.request;

import flamingo.generate.DecodingStatistics;
import java.util.List;

/**
 * What requests took and gave.
 *
 * @param values visual tokens where images were encoded only, else the scores of the first token of
 *     each answer
 * @param tokens of each answer
 */
record RequestOutcome(
    double millis, float[] values, List<int[]> tokens, DecodingStatistics decoding) {}
