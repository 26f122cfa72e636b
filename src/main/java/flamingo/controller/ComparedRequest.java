package flamingo.controller;

import flamingo.benchmark.accuracy.Task;
import flamingo.optimization.Selection;

/**
 * What is to be asked of the model by a plan and by the dense baseline.
 *
 * @param dataset a name that {@link NamedDatasets} knows, or a folder
 * @param limit requests at most
 * @param seed of images, requests and examples
 */
public record ComparedRequest(
    String dataset, Task task, int limit, long seed, Selection selection) {}
