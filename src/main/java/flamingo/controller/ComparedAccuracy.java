package flamingo.controller;

import flamingo.benchmark.accuracy.Accuracy;

/**
 * How well a plan and the dense baseline answered the same requests.
 *
 * @param dense of the baseline
 * @param current of the plan; the same where it is the baseline
 */
public record ComparedAccuracy(Accuracy dense, Accuracy current) {}
