package flamingo.controller;

import flamingo.benchmark.accuracy.Task;
import flamingo.dataset.ImageDataset;
import flamingo.optimization.Selection;

/**
 * What is to be asked of the model, and by which plan.
 *
 * @param shots examples before each request
 * @param limit requests at most
 * @param seed of images, requests and examples
 */
public record AccuracyRequest(
    Task task, ImageDataset dataset, int shots, int limit, long seed, Selection selection) {}
