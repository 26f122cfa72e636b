package flamingo.controller;

import flamingo.dataset.Sample;
import flamingo.optimization.Selection;
import java.util.List;

/**
 * What to measure.
 *
 * @param samples images, at least one
 * @param current the plan that is compared with the dense baseline
 * @param listener hears what comes of it
 */
public record BenchmarkRequest(
    List<Sample> samples, Selection current, BenchmarkListener listener) {}
