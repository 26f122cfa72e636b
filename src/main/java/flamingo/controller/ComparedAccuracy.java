package flamingo.controller;

import flamingo.benchmark.accuracy.Accuracy;
import flamingo.optimization.Selection;

/**
 * How well a plan and the baseline answered the same requests.
 *
 * @param baseline the dense plan; of another precision where FP32 does not fit into memory
 * @param dense of the baseline
 * @param current of the plan; the same where it is the baseline
 */
public record ComparedAccuracy(Selection baseline, Accuracy dense, Accuracy current) {}
