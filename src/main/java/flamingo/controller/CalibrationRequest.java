package flamingo.controller;

import flamingo.dataset.ImageDataset;

/**
 * For what a depth of the resampler is to be calibrated.
 *
 * @param budgetPoints of accuracy that leaving early may cost, 100 for all of it
 * @param confidence that it costs no more, 0 to 1
 * @param limit requests of each task at most
 * @param seed of the requests
 */
public record CalibrationRequest(
    ImageDataset dataset, double budgetPoints, double confidence, int limit, long seed) {}
